// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How much one worker's wrk2 is made to tell, which may be less than was asked for (wrk2/KUBERNETES.md e). Immutable.
 *
 * @param mode what the wrapper does
 * @param notes why it is less than asked for, or what is missing, each a whole sentence
 */
record Measuring(WrapperMode mode, List<String> notes) {

    /** wrk2 keeps the files of {@code -P} in an array of this size, and crashes beyond it. */
    private static final int THREADS = 40;

    /** Latencies of a thread that {@code -P} writes; later ones are missing. */
    private static final int RESPONSES = 999_999;

    /** Six standard deviations of the number of arrivals of zipf, which varies most (wrk2/SPEC.md c.3: cv 2.47). */
    private static final int SPREAD = 15_000;

    private static final long CALIBRATION_S = 10;

    private static final Pattern LATENCY_FILE = Pattern.compile("\\d+\\.txt");

    static Measuring of(WorkloadSpec spec, int workers, List<String> companions, WrapperMode asked) {
        double perThread = spec.expectedRequests() / workers / spec.threads();
        String less = "";
        if (spec.threads() > THREADS) {
            less = "wrk2 writes the latencies of " + THREADS + " threads at most, and this load has " + spec.threads();
        } else if (perThread > RESPONSES - SPREAD) {
            less = String.format(
                    Locale.ROOT,
                    "wrk2 writes %,d latencies of a thread at most, and each will have about %,.0f",
                    RESPONSES,
                    perThread);
        } else if (companions.stream()
                .anyMatch(path -> LATENCY_FILE.matcher(path).matches())) {
            less = "the script's companions have names of wrk2's own files, such as 0.txt";
        }
        WrapperMode mode = asked == WrapperMode.SERIES && !less.isEmpty() ? WrapperMode.STATUS : asked;
        boolean lost = mode != WrapperMode.SERIES && spec.duration().toSeconds() >= CALIBRATION_S;
        if (mode != asked) {
            return new Measuring(
                    mode,
                    List.of("There is no course by second: " + less + "."
                            + (lost ? " The latencies of the first 10 s are lost as well." : "")));
        }
        return new Measuring(
                mode,
                lost
                        ? List.of(
                                "The latencies of the first 10 s are lost, because wrk2 calibrates itself and forgets them."
                                        + " The wrapper series has them.")
                        : List.of());
    }
}
