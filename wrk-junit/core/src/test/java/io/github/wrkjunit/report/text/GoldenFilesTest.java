// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded output of the real programs, against the facts of the list of recordings. */
class GoldenFilesTest {

    record Recording(String name, int exit, String wall, String facts) {

        boolean hasReport() {
            return facts.matches("[0-9+]+ req(;.*)?");
        }

        /** How long the program ran; wrk's recordings have no such note. */
        double wallSeconds(WrkTextReport report) {
            return wall.isEmpty() ? report.durationUs() / 1e6 : Double.parseDouble(wall);
        }

        String text() {
            return TestData.text("/golden/" + name + ".txt");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Recording> recordings() {
        return TestData.lines("/golden/INDEX.md").stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| name") && !line.startsWith("| --"))
                .map(line -> line.split(" \\| "))
                .map(cells -> new Recording(
                        cells[0].substring(2).trim(),
                        Integer.parseInt(cells[2].trim()),
                        cells[3].trim(),
                        cells[4].replace("|", "").trim()))
                .toList();
    }

    static Stream<Recording> reports() {
        return recordings().stream().filter(recording -> recording.hasReport() && recording.exit() == 0);
    }

    @Test
    void the_list_names_every_recording() {
        assertThat(recordings()).hasSizeGreaterThan(75);
        assertThat(reports()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_recording_is_read_as_its_facts_say(Recording recording) {
        WrkOutput output = WrkTextParser.parse(recording.text());

        assertThat(facts(output, recording.facts())).isEqualTo(recording.facts().replaceAll("; stderr:.*", ""));
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void a_recording_without_a_report_is_an_error(Recording recording) {
        if (recording.hasReport()) {
            WrkTextParser.parse(recording.text());
            return;
        }

        assertThatThrownBy(() -> WrkTextParser.parse(recording.text()))
                .isInstanceOf(WrkTextException.class)
                .hasMessageMatching("Line \\d+ of the output, \".*\": (there is no output at all"
                        + "|the text ends without a report(, after \"Usage: wrk <options> <url>\")?)"
                        + "\\. Look at standard error and the exit code\\.");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_recording_is_told_by_its_program(Recording recording) {
        WrkOutput output = WrkTextParser.parse(recording.text());

        Stream<WrkTextReport> all = Stream.concat(output.reports().stream(), output.overall().stream());
        assertThat(all.map(report -> report.program().name().toLowerCase(Locale.ROOT)))
                .allMatch(program -> recording.name().startsWith(program));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_recording_says_as_its_command_says(Recording recording) {
        WrkOutput output = WrkTextParser.parse(recording.text());

        for (WrkTextReport report : output.reports()) {
            assertThat(recording.text())
                    .contains("Running " + report.announcedDuration() + " test @ " + report.url() + "\n  "
                            + report.threads() + " threads and " + report.connections() + " connections\n");
            assertThat(report.sent().isPresent()).isEqualTo(recording.text().contains("\nSent "));
            assertThat(Math.abs(report.durationUs() - recording.wallSeconds(report) * 1e6))
                    .isLessThan(1e6);
        }
        assertThat(output.calibrations()).hasSize((int) recording
                .text()
                .lines()
                .filter(line -> line.startsWith("  Thread calibration"))
                .count());
    }

    private static String facts(WrkOutput output, String expected) {
        List<WrkTextReport> all = new ArrayList<>(output.reports());
        boolean sums = expected.startsWith("599+599+1198") || expected.startsWith("1197+1198");
        output.overall().filter(overall -> sums || all.isEmpty()).ifPresent(all::add);
        List<String> facts = new ArrayList<>();
        facts.add(joined(all.stream().map(report -> report.requests())) + " req");
        List<List<WrkLatencyBlock>> blocks = all.stream()
                .map(WrkTextReport::latency)
                .filter(of -> !of.isEmpty())
                .toList();
        if (expected.contains("recorded")) {
            facts.add("recorded "
                    + joined(blocks.stream().flatMap(List::stream).map(block -> block.count()
                            .getAsLong())));
            facts.add("p50 " + WrkNumbers.timeUs(blocks.get(0).get(0).rowsUs().getOrDefault(50.0, -1L)));
        }
        WrkTextReport.SocketErrors errors = all.get(0).errors();
        if (errors.sum() > 0) {
            facts.add("connect " + errors.connect() + ", read " + errors.read() + ", write " + errors.write()
                    + ", timeout " + errors.timeout());
        }
        all.stream()
                .filter(report -> report.badStatus() > 0)
                .findFirst()
                .ifPresent(report -> facts.add("non2xx " + report.badStatus()));
        if (output.reconnects() > 0) {
            facts.add(output.reconnects() + " reconnect lines");
        }
        return String.join("; ", facts);
    }

    private static String joined(Stream<Long> numbers) {
        return String.join("+", numbers.map(String::valueOf).toList());
    }
}
