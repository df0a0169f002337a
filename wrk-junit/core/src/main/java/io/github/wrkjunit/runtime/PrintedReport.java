// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.text.WrkLatencyBlock;
import io.github.wrkjunit.report.text.WrkOutput;
import io.github.wrkjunit.report.text.WrkTextReport;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the text of a wrk or wrk2 tells of a run.
 *
 * @param generator the program
 * @param basis from when it counts latencies
 * @param requests answers
 * @param duration how long it has run, with two digits after the point
 * @param sent requests that it says it has sent
 * @param rowsUs the percentiles that it has printed, in microseconds
 * @param recorded how many latencies it has recorded; 0 if nothing tells
 * @param bad answers with a status above 399
 * @param errors the line of its socket errors, which are events on connections; empty if there were none
 * @param brokenConnections how many of these are failed connects, reads and writes
 * @param reconnects how often it says that it has opened a connection again
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
        long brokenConnections,
        long reconnects) {

    /** The sum over all URLs, or the report of the only one. */
    static PrintedReport of(WrkOutput output) {
        WrkTextReport report = output.overall().orElseGet(() -> output.reports().get(0));
        Optional<WrkLatencyBlock> block = report.mainLatency();
        WrkTextReport.SocketErrors errors = errors(parts(output, report));
        return new PrintedReport(
                report.program().title(),
                switch (report.program()) {
                    case DSB -> LatencyBasis.ACTUAL_SEND;
                    case GILTENE -> LatencyBasis.INTENDED_START;
                    case WRK -> LatencyBasis.UNKNOWN;
                },
                report.requests(),
                Duration.of(report.durationUs(), ChronoUnit.MICROS),
                report.sent(),
                block.map(WrkLatencyBlock::rowsUs).orElseGet(TreeMap::new),
                recorded(report),
                parts(output, report).stream()
                        .mapToLong(WrkTextReport::badStatus)
                        .sum(),
                errors.sum() == 0
                        ? ""
                        : "connect " + errors.connect() + ", read " + errors.read() + ", write " + errors.write()
                                + ", timeout " + errors.timeout(),
                errors.connect() + errors.read() + errors.write(),
                output.reconnects());
    }

    /** Where bad answers and socket errors stand: the sum over several URLs is silent of them. */
    private static List<WrkTextReport> parts(WrkOutput output, WrkTextReport report) {
        return output.reports().isEmpty() ? List.of(report) : output.reports();
    }

    private static WrkTextReport.SocketErrors errors(List<WrkTextReport> parts) {
        WrkTextReport.SocketErrors sum = new WrkTextReport.SocketErrors(0, 0, 0, 0);
        for (WrkTextReport part : parts) {
            WrkTextReport.SocketErrors more = part.errors();
            sum = new WrkTextReport.SocketErrors(
                    sum.connect() + more.connect(),
                    sum.read() + more.read(),
                    sum.write() + more.write(),
                    sum.timeout() + more.timeout());
        }
        return sum;
    }

    /** wrk does not print it: it records each answer's latency, but for those that it counts as timeouts because they took longer. */
    private static long recorded(WrkTextReport report) {
        return report.mainLatency()
                .map(block -> block.count()
                        .orElseGet(() ->
                                Math.max(0, report.requests() - report.errors().timeout())))
                .orElse(0L);
    }
}
