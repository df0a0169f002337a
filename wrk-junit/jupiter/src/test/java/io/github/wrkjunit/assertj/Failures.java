// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wrkjunit.report.InconclusiveException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The two ways in which a judgement does not pass, compared as a whole. */
final class Failures {

    /** How messages on {@link Reports#healthy()} end. */
    static final String HEALTHY =
            "  offered 1,500 (100/s for 15 s, exp, seed 7) = 1,500 answered (1,500 2xx) + 0 unanswered + 0 not sent";

    /** How messages on {@link Reports#ailing()} go on. */
    static final String AILING =
            "  offered 1,500 (100/s for 15 s, exp, seed 7) = 1,498 answered (1,496 2xx, 2 503) + 2 timeout"
                    + " + 0 unanswered + 0 not sent";

    /** The line that messages on counts of it have. */
    static final String WORST =
            "  worst operation GET /recommendations 4 of 400 without a good answer; the others 0 of 1,100";

    /** How they end. */
    static final String EVIDENCE = "  evidence: target/wrk-junit/CheckoutTest/p99/report.json, raw.txt"
            + "      again: wrk -t2 -c2 -d15s -D exp --seed 7 -R100 -L http://localhost:5000";

    /** How messages on {@link Reports#bare} end. */
    static final String BARE =
            "  offered 1,500 (100/s for 15 s, exp, seed 7) = 1,490 answered + an unknown number without an answer";

    /** How they end if it tells of so many bad answers. */
    static String bare(long errors) {
        return BARE.replace("answered", "answered (" + errors + " not 2xx or 3xx)");
    }

    /** How messages on {@link Reports#small()} end. */
    static final String SMALL =
            "  offered 20 (10/s for 2 s, exp, seed 7) = 20 answered (20 2xx) + 0 unanswered + 0 not sent";

    private Failures() {}

    static void assertFails(ThrowingCallable judgement, String... lines) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(judgement).withMessage(String.join("\n", lines));
    }

    static void assertInconclusive(ThrowingCallable judgement, String... lines) {
        assertThatExceptionOfType(InconclusiveException.class)
                .isThrownBy(judgement)
                .withMessage(String.join("\n", lines));
    }
}
