// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.text.WrkTextReport.Program;
import io.github.wrkjunit.report.text.WrkTextReport.SocketErrors;
import io.github.wrkjunit.report.text.WrkTextWriter.Dialect;
import io.github.wrkjunit.report.text.WrkTextWriter.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recordings, read and written again byte for byte, as far as their text holds what is needed. */
class RewrittenGoldenFilesTest {

    private static final Pattern TRANSFER = Pattern.compile("Transfer/sec: +(\\d+\\.\\d{2})([KMGT]?)B");

    static Stream<GoldenFilesTest.Recording> reports() {
        return GoldenFilesTest.reports().filter(recording -> !recording.name().startsWith("wrk41"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void heads_and_totals_are_written_as_they_were(GoldenFilesTest.Recording recording) {
        WrkOutput output = WrkTextParser.parse(recording.text());

        for (WrkTextReport report : output.reports()) {
            WrkTextWriter writer = writer(report);
            List<String> running = writer.running(
                    report.url(), report.threads(), report.connections(), seconds(report.announcedDuration()));
            assertThat(recording.text()).contains(joined(running)).contains(String.join("\n", head(writer, report)));
            assertThat(recording.text()).contains(joined(writer.totals(totals(report, recording.text()))));
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void statistics_of_nothing_are_written_as_they_were(GoldenFilesTest.Recording recording) {
        Histogram empty = WrkStatistics.newHistogram();

        for (WrkTextReport report : WrkTextParser.parse(recording.text()).reports()) {
            if (report.requestsRow().mean().isEmpty()) { // no sample of Req/Sec, and no other number in its row
                String row = writer(report).threadStatistics(empty, empty).get(2);
                assertThat(recording.text()).contains(row + "\n");
            }
            if (report.mainLatency().stream().anyMatch(block -> block.count().getAsLong() == 0)) {
                List<String> block = writer(report).latency("Recorded Latency", empty);
                assertThat(recording.text()).contains(joined(block));
            }
        }
    }

    @Test
    void whole_texts_are_written_as_they_were_where_the_spectrum_tells_every_latency() {
        List<String> written = reports()
                .filter(recording -> recording.text().equals(rewritten(recording)))
                .map(GoldenFilesTest.Recording::name)
                .toList();

        assertThat(written)
                .containsExactly(
                        "dsb-close-444-6s",
                        "dsb-lowrate-100conns-6s-ZERO-requests",
                        "dsb-never-answers-6s",
                        "dsb-read-errors-truncated-6s",
                        "dsb-veryslow-timeouts-6s",
                        "giltene-close-444-6s",
                        "giltene-never-answers-6s",
                        "giltene-read-errors-garbage-6s",
                        "giltene-read-errors-rst-6s");
    }

    @Test
    void latency_blocks_are_written_as_they_were_where_the_spectrum_tells_every_latency() {
        List<String> written = new ArrayList<>();
        reports().forEach(recording -> WrkTextParser.parse(recording.text()).reports().stream()
                .filter(report -> report.latency().stream()
                        .anyMatch(block -> block.count().getAsLong() > 0
                                && recording
                                        .text()
                                        .contains(joined(writer(report).latency(block.description(), told(block))))))
                .forEach(report -> written.add(recording.name())));

        assertThat(written)
                .containsExactly(
                        "dsb-false-timeouts-idle-12s", "dsb-idle-close-keepalive1s-12s", "dsb-veryslow-T20s-12s");
    }

    @Test
    void totals_are_written_from_what_the_script_was_told() {
        WrkTextWriter writer = new WrkTextWriter(Dialect.DSB);
        String text = TestData.text("/golden/dsb-script-done-json-6s.txt");

        List<String> lines = writer.totals(new Totals(598, 6_002_032, 91_494, 0, 0, 0, 0, 0));

        assertThat(text).contains("\"duration_us\":6002032,\"requests\":598,\"bytes\":91494,");
        assertThat(text).contains(joined(lines));
    }

    @Test
    void all_errors_are_written_if_one_is_not_zero() {
        WrkTextWriter writer = new WrkTextWriter(Dialect.GILTENE);

        assertThat(writer.totals(new Totals(200, 2_000_000, 2048, 0, 0, 0, 3, 7)))
                .containsExactly(
                        "  200 requests in 2.00s, 2.00KB read",
                        "  Socket errors: connect 0, read 0, write 0, timeout 3",
                        "  Non-2xx or 3xx responses: 7",
                        "Requests/sec:    100.00",
                        "Transfer/sec:      1.00KB");
    }

    private static String rewritten(GoldenFilesTest.Recording recording) {
        WrkOutput output = WrkTextParser.parse(recording.text());
        WrkTextReport report = output.reports().stream().findFirst().orElse(null);
        if (report == null || report.mainLatency().isEmpty()) {
            return "";
        }
        WrkTextWriter writer = writer(report);
        Histogram latencyUs = told(report.mainLatency().get());
        List<String> lines = new ArrayList<>(writer.running(
                report.url(), report.threads(), report.connections(), seconds(report.announcedDuration())));
        for (int i = 0; i < output.reconnects(); i++) {
            lines.add("reconnect_socket");
        }
        lines.addAll(head(writer, report));
        lines.addAll(writer.threadStatistics(latencyUs, WrkStatistics.newHistogram()));
        lines.addAll(writer.latency("Recorded Latency", latencyUs));
        lines.addAll(writer.totals(totals(report, recording.text())));
        return joined(lines);
    }

    /** The latencies of a block, if no two between two lines of its spectrum differ. */
    private static Histogram told(WrkLatencyBlock block) {
        Histogram latencyUs = WrkStatistics.newHistogram();
        long before = 0;
        for (WrkLatencyBlock.Tick tick : block.spectrum()) {
            if (tick.count() > before) {
                latencyUs.recordValueWithCount(Math.round(tick.valueUs()), tick.count() - before);
            }
            before = tick.count();
        }
        return latencyUs;
    }

    private static List<String> head(WrkTextWriter writer, WrkTextReport report) {
        List<String> lines = new ArrayList<>(writer.head(report.url()));
        report.sent().ifPresent(sent -> lines.addAll(writer.sent(sent)));
        return lines;
    }

    private static WrkTextWriter writer(WrkTextReport report) {
        return new WrkTextWriter(report.program() == Program.DSB ? Dialect.DSB : Dialect.GILTENE);
    }

    private static double seconds(String announced) {
        return Double.parseDouble(announced.substring(0, announced.length() - 1)) * (announced.endsWith("m") ? 60 : 1);
    }

    /** Some whole microseconds and bytes that all four printed numbers can have come from. */
    private static Totals totals(WrkTextReport report, String text) {
        double shortest = report.durationUs() - report.durationStepUs() / 2;
        double longest = report.durationUs() + report.durationStepUs() / 2;
        if (report.requests() > 0) {
            shortest = Math.max(shortest, report.requests() / (report.requestsPerSecond() + 0.005) * 1e6);
            longest = Math.min(longest, report.requests() / (report.requestsPerSecond() - 0.005) * 1e6);
        }
        if (report.bytes() == 0) {
            return totals(report, Math.round((shortest + longest) / 2), 0);
        }
        Matcher transfer =
                TRANSFER.matcher(text.substring(Math.max(0, text.indexOf("Test Results @ " + report.url() + " \n"))));
        assertThat(transfer.find()).isTrue();
        WrkQuantity.Printed rate = WrkQuantity.binary(transfer.group(1), transfer.group(2));
        double least = Math.max(report.bytes() - report.bytesStep() / 2, rate.least() * shortest / 1e6);
        double most = Math.min(report.bytes() + report.bytesStep() / 2, rate.most() * longest / 1e6);
        for (long bytes = (long) Math.ceil(least); bytes <= most; bytes++) {
            double from = Math.max(shortest, bytes / rate.most() * 1e6);
            double to = Math.min(longest, bytes / rate.least() * 1e6);
            long durationUs = Math.round((from + to) / 2);
            Totals totals = totals(report, durationUs, bytes);
            if (from < durationUs
                    && durationUs < to
                    && text.contains(joined(writer(report).totals(totals)))) { // not so at the edges of what is printed
                return totals;
            }
        }
        throw new AssertionError("no duration and bytes fit " + report);
    }

    private static Totals totals(WrkTextReport report, long durationUs, long bytes) {
        SocketErrors errors = report.errors();
        return new Totals(
                report.requests(),
                durationUs,
                bytes,
                errors.connect(),
                errors.read(),
                errors.write(),
                errors.timeout(),
                report.badStatus());
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
