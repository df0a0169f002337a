// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recording, cut, flipped, mixed and doubled: an error that names its line, or the truth. */
@Tag("thorough")
class DamagedTextTest {

    private static final int CHARACTERS_FROM_THE_END = 120;
    private static final int RANDOM_CUTS = 40;
    private static final int FLIPS = 150;
    private static final double ROUNDED = 0.012; // two printed numbers, each of at least 0.85 with two digits

    static Stream<GoldenFilesTest.Recording> reports() {
        return GoldenFilesTest.reports();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_text_cut_after_any_line_is_an_error_or_complete(GoldenFilesTest.Recording recording) {
        WrkOutput whole = WrkTextParser.parse(recording.text());
        List<String> lines = recording.text().lines().toList();
        WrkTextParser parser = new WrkTextParser();

        int complete = 0;
        for (int cut = 0; cut < lines.size(); cut++) {
            Optional<WrkOutput> output = ended(parser, cut);
            if (output.isPresent()) {
                assertSameReports(output.get(), whole);
                complete++;
            }
            parser.line(lines.get(cut));
        }

        assertThat(parser.end()).isEqualTo(whole);
        assertThat(complete).isEqualTo(linesOfTheScriptsEnd(lines));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_text_cut_after_any_character_is_an_error_or_complete(GoldenFilesTest.Recording recording) {
        String text = recording.text();
        WrkOutput whole = WrkTextParser.parse(text);
        Random random = new Random(recording.name().hashCode());
        List<Integer> cuts = new ArrayList<>();
        for (int i = 1; i <= CHARACTERS_FROM_THE_END; i++) {
            cuts.add(text.length() - i);
        }
        random.ints(RANDOM_CUTS, 0, text.length()).forEach(cuts::add);

        for (int cut : cuts) {
            parsed(text.substring(0, cut)).ifPresent(output -> assertSameReports(output, whole));
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_flipped_character_is_an_error_or_changes_only_what_stands_alone(GoldenFilesTest.Recording recording) {
        WrkOutput whole = WrkTextParser.parse(recording.text());
        Random random = new Random(recording.name().hashCode());

        int refused = 0;
        for (int i = 0; i < FLIPS; i++) {
            char[] damaged = recording.text().toCharArray();
            damaged[random.nextInt(damaged.length)] = (char) (' ' + random.nextInt(95));
            Optional<WrkOutput> output = parsed(new String(damaged));
            output.ifPresent(read -> assertRedundantNumbersHold(read, whole));
            refused += output.isPresent() ? 0 : 1;
        }

        assertThat(refused).isGreaterThan(FLIPS / 10);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void a_lost_line_is_an_error_or_changes_only_what_stands_alone(GoldenFilesTest.Recording recording) {
        WrkOutput whole = WrkTextParser.parse(recording.text());
        List<String> lines = recording.text().lines().toList();

        for (int lost = 0; lost < lines.size(); lost++) {
            List<String> rest = new ArrayList<>(lines);
            rest.remove(lost);
            parsed(String.join("\n", rest)).ifPresent(output -> assertRedundantNumbersHold(output, whole));
        }
    }

    @ParameterizedTest
    @MethodSource("reports")
    void two_outputs_in_one_stream_are_an_error(GoldenFilesTest.Recording recording) {
        List<String> mixed = new ArrayList<>();
        for (String line : recording.text().lines().toList()) {
            mixed.addAll(List.of(line, line));
        }

        assertRefused(String.join("\n", mixed));
        assertRefused(recording.text() + "\n" + recording.text());
        assertRefused(recording.text().replace("\n", ""));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void two_outputs_mixed_within_a_line_are_an_error(GoldenFilesTest.Recording recording) {
        List<String> lines = recording.text().lines().toList();
        List<String> own = lines.stream()
                .filter(line ->
                        line.startsWith("  Thread Stats") || line.startsWith("Transfer/sec") || line.startsWith("#["))
                .toList();

        assertThat(own).isNotEmpty();
        for (String line : own) {
            int middle = line.length() / 2;
            String mixed = line.substring(0, middle) + line + line.substring(middle);
            assertRefused(recording.text().replace(line, mixed));
        }
    }

    @Test
    void lines_of_two_runs_by_turns_are_an_error() {
        List<String> some = TestData.lines("/golden/dsb-exp-6s-latency.txt");
        List<String> other = TestData.lines("/golden/giltene-6s-latency.txt");
        Random random = new Random(1);

        for (int run = 0; run < 50; run++) {
            List<String> mixed = new ArrayList<>();
            int left = 0;
            int right = 0;
            while (left < some.size() || right < other.size()) {
                boolean first = right == other.size() || (left < some.size() && random.nextBoolean());
                mixed.add(first ? some.get(left++) : other.get(right++));
            }
            assertRefused(String.join("\n", mixed));
        }
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> WrkTextParser.parse(text))
                .isInstanceOf(WrkTextException.class)
                .hasMessageMatching("Line \\d+ of the output, \"(?s:.*)\": .*\\.");
    }

    private static Optional<WrkOutput> parsed(String text) {
        try {
            return Optional.of(WrkTextParser.parse(text));
        } catch (WrkTextException e) {
            assertThat(e).hasMessageMatching("Line \\d+ of the output, \"(?s:.*)\": .*\\.");
            assertThat(e.lineNumber()).isBetween(0L, text.lines().count());
            return Optional.empty();
        }
    }

    private static Optional<WrkOutput> ended(WrkTextParser parser, long lines) {
        try {
            return Optional.of(parser.end());
        } catch (WrkTextException e) {
            assertThat(e.lineNumber()).isEqualTo(lines);
            return Optional.empty();
        }
    }

    /** How many lines there are behind the last of the program's own. */
    private static int linesOfTheScriptsEnd(List<String> lines) {
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).startsWith("Transfer/sec") ? i : last;
        }
        return lines.size() - 1 - last;
    }

    private static void assertSameReports(WrkOutput output, WrkOutput whole) {
        assertThat(output.reports()).isEqualTo(whole.reports());
        assertThat(output.overall()).isEqualTo(whole.overall());
    }

    /** What is printed twice, in one form or another, must not differ by more than is lost by rounding. */
    private static void assertRedundantNumbersHold(WrkOutput output, WrkOutput whole) {
        assertThat(output.reports()).hasSameSizeAs(whole.reports());
        assertThat(output.overall().isPresent()).isEqualTo(whole.overall().isPresent());
        for (int i = 0; i < whole.reports().size(); i++) {
            assertRedundantNumbersHold(output.reports().get(i), whole.reports().get(i));
        }
        whole.overall()
                .ifPresent(
                        overall -> assertRedundantNumbersHold(output.overall().orElseThrow(), overall));
    }

    private static void assertRedundantNumbersHold(WrkTextReport read, WrkTextReport whole) {
        assertThat(read.program() == WrkTextReport.Program.DSB).isEqualTo(whole.program() == WrkTextReport.Program.DSB);
        assertThat((double) read.requests()).isCloseTo(whole.requests(), within(whole.requests() * ROUNDED + 1));
        assertThat((double) read.durationUs()).isCloseTo(whole.durationUs(), within(whole.durationUs() * ROUNDED));
        assertThat((double) read.bytes()).isCloseTo(whole.bytes(), within(whole.bytes() * 2 * ROUNDED + 1));
        assertThat(read.latency()).hasSameSizeAs(whole.latency());
        for (int i = 0; i < read.latency().size(); i++) {
            WrkLatencyBlock of = whole.latency().get(i);
            assertThat(read.latency().get(i).count()).isEqualTo(of.count());
            assertThat(read.latency().get(i).maxUs()).isEqualTo(of.maxUs());
            if (of.count().isPresent()) {
                long hundred = of.rowsUs().getOrDefault(100.0, -1L);
                assertThat((double) read.latency().get(i).rowsUs().getOrDefault(100.0, -1L))
                        .isCloseTo(hundred, within(hundred * ROUNDED));
            }
        }
        if (!whole.latency().isEmpty()
                && read.latencyRow().mean().isPresent()
                && whole.latencyRow().mean().isPresent()) {
            double mean = whole.latencyRow().mean().getAsDouble();
            assertThat(read.latencyRow().mean().getAsDouble()).isCloseTo(mean, within(mean * ROUNDED + 1));
        }
    }
}
