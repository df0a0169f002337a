// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded output of the real programs, against the facts of the list of recordings. */
class GoldenFilesTest {

    record Recording(String name, int exit, String facts) {

        boolean hasReport() {
            return facts.matches("[0-9+]+ req(;.*)?");
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
                .hasMessageMatching(
                        "Line \\d+ of the output, \".*\": (the text ends without a report|there is no output at all)"
                                + "\\. Look at standard error and the exit code\\.");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_cut_recording_is_an_error_or_complete(Recording recording) {
        List<String> lines = recording.text().lines().toList();
        WrkOutput whole = WrkTextParser.parse(recording.text());

        for (int cut = 0; cut < lines.size(); cut++) {
            String text = String.join("\n", lines.subList(0, cut));
            try {
                WrkOutput output = WrkTextParser.parse(text);
                assertThat(output.reports()).isEqualTo(whole.reports());
                assertThat(output.overall()).isEqualTo(whole.overall());
            } catch (WrkTextException e) {
                assertThat(e.lineNumber()).isBetween(cut - 1L, (long) cut); // a last empty line is none
            }
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_damaged_recording_is_never_an_unexpected_exception(Recording recording) {
        Random random = new Random(recording.name().hashCode());
        char[] whole = recording.text().toCharArray();

        int refused = 0;
        for (int i = 0; i < 200; i++) {
            char[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (char) (' ' + random.nextInt(95));
            try {
                WrkTextParser.parse(new String(damaged));
            } catch (WrkTextException e) {
                assertThat(e).hasMessageStartingWith("Line ");
                refused++;
            }
        }

        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void two_outputs_in_one_stream_are_an_error(Recording recording) {
        List<String> mixed = new ArrayList<>();
        for (String line : recording.text().lines().toList()) {
            mixed.addAll(List.of(line, line));
        }

        assertThatThrownBy(() -> WrkTextParser.parse(String.join("\n", mixed))).isInstanceOf(WrkTextException.class);
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
