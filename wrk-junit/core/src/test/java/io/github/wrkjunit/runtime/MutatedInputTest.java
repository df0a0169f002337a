// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.Reports;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.report.Waits;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.EventWriter;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.text.SavedLines;
import io.github.wrkjunit.report.text.WrkTextException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Damaged input is read as what it is now, or is an error of the reader, never any other exception. A failure shows the seed, from
 * which all follows. To look at more than fit into one run, give another first seed: {@code -DargLine=-Dmutations.first=10000}.
 */
class MutatedInputTest {

    /** They take some seconds in all. */
    private static final int TEXT_MUTATIONS = 5_000;

    private static final int EVENT_MUTATIONS = 2_500;
    private static final int REPORT_MUTATIONS = 2_500;

    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "2147483648",
            "-9223372036854775808",
            "9223372036854775807",
            "5000000000000000000",
            "99999999999999999999999",
            "1e400",
            "0.5",
            "null",
            "\"x\"",
            "[]",
            "{}",
            "");

    @Test
    void saved_texts_and_logs_are_read_or_are_a_report_exception() throws IOException {
        List<String> texts = new ArrayList<>();
        for (String folder : List.of("/golden", "/golden/pods", "/saved")) {
            try (Stream<Path> files = Files.list(Transcripts.file(folder))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    if (file.toString().matches(".*\\.(txt|log|err)")) {
                        texts.add(Files.readString(file, UTF_8));
                    }
                }
            }
        }

        assertThat(texts).hasSizeGreaterThan(100);
        assertThat(others(texts, TEXT_MUTATIONS, MutatedInputTest::saved)).isEmpty();
    }

    @Test
    void events_of_the_engine_are_read_or_are_a_report_exception() {
        assertThat(others(List.of(events()), EVENT_MUTATIONS, MutatedInputTest::saved))
                .isEmpty();
    }

    @Test
    void report_files_are_read_or_are_a_report_exception() {
        List<String> texts = Stream.of(
                        Reports.checkout().build(),
                        whole(),
                        Reports.wrapped().build(),
                        WorkloadReport.builder(Reports.spec().build())
                                .add(new Cell(Cell.ALL_OPERATIONS, Outcome.SUCCESS, 1490, null))
                                .add(new Cell(Cell.ALL_OPERATIONS, Outcome.SERVER_ERROR, 5, null))
                                .bounded(5)
                                .addUnsplitLatencies(Reports.repeated(900, 1494))
                                .build(),
                        WorkloadReport.builder(Reports.spec().build())
                                .partialCounts(1498, OptionalLong.of(1500), new TreeMap<>(Map.of(200, 1490L)), 10)
                                .plainLatency(Reports.latencies(10, 20, 30))
                                .build(),
                        SavedOutput.read(Transcripts.file("/saved/dsb.txt")),
                        SavedOutput.read(Transcripts.file("/saved/35-wrk-with-errors.txt")))
                .map(JsonReport::text)
                .toList();

        assertThat(others(texts, REPORT_MUTATIONS, text -> JsonReport.parse(text, "report.json")))
                .isEmpty();
    }

    /** The exceptions that are none of a reader's own, each with its seed and the place where it was thrown. */
    private static List<String> others(List<String> texts, int mutations, Function<String, WorkloadReport> reader) {
        List<String> others = new ArrayList<>();
        int read = 0;
        int first = Integer.getInteger("mutations.first", 0);
        for (int seed = first; seed < first + mutations; seed++) {
            String text = mutated(texts.get(seed % texts.size()), new Random(seed));
            try {
                WorkloadReport report = reader.apply(text);
                read++;
                assertThat(report.toString()).isNotEmpty();
                if (read % 10 == 0) { // it takes longer than to read it
                    assertThat(JsonReport.text(report)).isNotEmpty();
                }
            } catch (ReportException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                others.add(seed + ": " + e + " at " + e.getStackTrace()[0]);
            }
        }
        assertThat(read).isBetween(mutations / 100, mutations * 99 / 100);
        return others;
    }

    private static String mutated(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int times = 1 + random.nextInt(2); times > 0 && !changed.isEmpty(); times--) {
            int at = random.nextInt(changed.length());
            int to = Math.min(changed.length(), at + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
            switch (random.nextInt(7)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
                case 1 -> changed.delete(at, to);
                case 2 -> changed.insert(random.nextInt(changed.length()), changed.substring(at, to));
                case 3 -> changed.setLength(at);
                case 4 -> line(changed, random);
                default -> number(changed, at, random);
            }
        }
        return changed.toString();
    }

    /** A line is lost, or comes twice. */
    private static void line(StringBuilder text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.toString().split("\n", -1)));
        int at = random.nextInt(lines.size());
        if (random.nextBoolean()) {
            lines.remove(at);
        } else {
            lines.add(random.nextInt(lines.size()), lines.get(at));
        }
        text.setLength(0);
        text.append(String.join("\n", lines));
    }

    /** The next number becomes another one. */
    private static void number(StringBuilder text, int near, Random random) {
        int from = near;
        while (from < text.length() && !(isDigit(text.charAt(from)) && isBoundary(text, from - 1))) {
            from++;
        }
        int to = from;
        while (to < text.length() && isDigit(text.charAt(to))) {
            to++;
        }
        if (from < to) {
            text.replace(from, to, NUMBERS.get(random.nextInt(NUMBERS.size())));
        }
    }

    /** Whether a number may begin after this character, which is none of a histogram's. */
    private static boolean isBoundary(StringBuilder text, int at) {
        return at < 0 || " :[,{@".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static WorkloadReport saved(String text) {
        try {
            return SavedOutput.read(SavedLines.of(new ByteArrayInputStream(text.getBytes(UTF_8))), "saved.txt");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (WrkTextException e) {
            throw new ReportException(String.valueOf(e.getMessage()), e); // as SavedOutput makes it of a file
        }
    }

    private static String events() {
        StringBuilder text = new StringBuilder();
        EventWriter writer = new EventWriter(line -> text.append(line).append('\n'));
        Cell good = cell(Outcome.SUCCESS, 200, 1498);
        Cell bad = cell(Outcome.SERVER_ERROR, 503, 2);
        writer.write(new WorkerEvent.Armed());
        writer.write(Transcripts.started(0, 1));
        writer.write(new WorkerEvent.Interval(0, 0, List.of(good), Optional.of(secondHealth())));
        writer.write(new WorkerEvent.Mark(1, Duration.ofMillis(1_200)));
        writer.write(new WorkerEvent.Interval(1, 1, List.of(bad), Optional.of(secondHealth())));
        writer.write(Transcripts.end(good, bad));
        return text.toString();
    }

    /** A report with all that the engine can tell. */
    private static WorkloadReport whole() {
        Cell good = cell(Outcome.SUCCESS, 200, 1498);
        Cell bad = cell(Outcome.SERVER_ERROR, 503, 2);
        return WorkloadReport.builder(Reports.spec().build())
                .addHealth(Reports.health(1500))
                .add(good)
                .add(bad)
                .addAt(0, 0, good)
                .addAt(1, 1, bad)
                .addHealthAt(0, secondHealth())
                .addHealthAt(1, secondHealth())
                .addStatus(200, 1498)
                .addStatus(503, 2)
                .window(
                        "fault",
                        new ReportWindow(
                                Duration.ofMillis(1_200),
                                Duration.ofMillis(1_900),
                                OptionalInt.of(1),
                                OptionalInt.empty()))
                .build();
    }

    private static Cell cell(Outcome outcome, int status, long count) {
        return new Cell(
                "GET /hotels",
                outcome,
                count,
                Reports.repeated(41_000, count),
                new TreeMap<>(Map.of(status, count)),
                new Waits(1, Duration.ofMillis(12), Duration.ofMillis(12)));
    }

    private static SecondHealth secondHealth() {
        return new SecondHealth(
                Reports.repeated(60, 100),
                Duration.ofMillis(3),
                Duration.ofMillis(4),
                Duration.ofMillis(1),
                OptionalDouble.of(0.25));
    }
}
