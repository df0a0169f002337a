// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.LatencyBasis;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.OptionalLong;

/**
 * What the text of a wrk or wrk2 tells of a run.
 *
 * @param generator the program
 * @param basis from when it counts latencies
 * @param requests answers
 * @param duration how long it has run, with two digits after the point
 * @param sent requests that it says it has sent
 * @param rowsUs the percentiles that it has printed, in microseconds
 * @param recorded how many latencies it has recorded; 0 if it does not say
 * @param bad answers with a status above 399
 * @param errors the line of its socket errors, which are events on connections; empty if there were none
 * @param brokenConnections how many of these are failed connects, reads and writes
 */
record PrintedReport(
        String generator,
        LatencyBasis basis,
        long requests,
        Duration duration,
        OptionalLong sent,
        NavigableMap<Double, Long> rowsUs,
        long recorded,
        long bad,
        String errors,
        long brokenConnections) {}
