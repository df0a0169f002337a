// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A printed latency distribution. Immutable.
 *
 * @param description what is in it, such as {@code Recorded Latency}; empty for wrk
 * @param rowsUs the printed rows: percentile to microseconds, rounded to the printed digits
 * @param spectrum the detailed spectrum; empty for wrk
 * @param meanUs the mean in microseconds; absent of no values and for wrk
 * @param deviationUs the standard deviation in microseconds; as the mean
 * @param maxUs the maximum in microseconds; absent for wrk
 * @param count how many latencies are in it; absent for wrk
 */
public record WrkLatencyBlock(
        String description,
        NavigableMap<Double, Long> rowsUs,
        List<Tick> spectrum,
        OptionalDouble meanUs,
        OptionalDouble deviationUs,
        OptionalDouble maxUs,
        OptionalLong count) {

    /**
     * A line of the spectrum.
     *
     * @param valueUs microseconds
     * @param share 0 to 1
     * @param count latencies up to this value
     */
    public record Tick(double valueUs, double share, long count) {}

    /** Copies the collections. */
    public WrkLatencyBlock {
        rowsUs = new TreeMap<>(rowsUs);
        spectrum = List.copyOf(spectrum);
    }
}
