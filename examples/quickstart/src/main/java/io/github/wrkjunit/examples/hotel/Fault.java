// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What is wrong with one operation. */
sealed interface Fault {

    /** Each answer comes late by so much. */
    record Slow(Duration delay) implements Fault {}

    /** A share of the answers, from 0 to 1, is 503; evenly spread, so that of 100 requests exactly 100 times the share fail. */
    record Failing(double share, AtomicLong requests) implements Fault {

        Failing(double share) {
            this(share, new AtomicLong());
        }

        boolean failsNow() {
            long request = requests.incrementAndGet();
            return (long) (request * share) > (long) ((request - 1) * share);
        }
    }

    /** No answer ever comes. */
    record Hanging() implements Fault {}
}
