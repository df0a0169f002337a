// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.VerdictArguments;
import java.time.Duration;

/** Refuses arguments with which an assertion could only pass or only fail, or that are likely slips. Stateless. */
final class ArgumentChecks {

    private ArgumentChecks() {}

    static void percentile(double percentile) {
        VerdictArguments.percentile(percentile).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
    }

    static void limit(Duration limit) {
        VerdictArguments.limit(limit).ifPresent(rest -> {
            throw new IllegalArgumentException(
                    "limit " + limit + " " + rest + " Use one such as Duration.ofMillis(250).");
        });
    }

    static void share(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "share " + share + " is outside of [0, 1]. Use a share of all requests, such as 0.01 for 1 %.");
        }
    }

    static void aboveZero(double share, String why) {
        share(share);
        if (share == 0) {
            throw new IllegalArgumentException("share 0.0 " + why);
        }
    }

    static void count(long count, String instead) {
        if (count < 1) {
            throw new IllegalArgumentException("count " + count + " is not above zero. " + instead);
        }
    }

    static void status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status " + status
                    + " is outside of 200 to 599, the final statuses of HTTP. Other answers have the outcome MALFORMED:"
                    + " use hasAtLeast or hasNo with it.");
        }
    }

    static void rate(double rate) {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "rate " + rate + " is not a number above zero. Use requests per second, such as 95.");
        }
    }
}
