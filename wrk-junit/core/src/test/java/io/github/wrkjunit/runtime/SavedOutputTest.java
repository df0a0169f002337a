// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Reports;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.EventWriter;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts as people have them: from kubectl, docker, editors, scripts and other tools. */
class SavedOutputTest {

    private static final String APART = " The report is damaged or mixed with other output: keep each run's apart.";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01-kubectl-timestamps.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "03-docker-compose.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "04-crlf.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "08-trailing-blanks-added.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "09-ansi.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "11-banner-before-and-after.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "12-two-lines-of-a-header-file.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "15-no-final-newline.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "34-script-prints-report-words.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "dsb.txt | wrk2 (DeathStarBench) | 498 | 498 | 655 us | 950 us | 7.26 ms",
                "21-giltene-calibration-max.txt | wrk2 | 482 | 0 | 1.65 ms | 7.49 ms | 29.1 ms",
                "giltene.txt | wrk2 | 482 | 0 | 1.65 ms | 7.49 ms | 29.1 ms",
                "giltene-close-raw.txt | wrk2 | 161 | 0 | 1.5 ms | 4.76 ms | 9.6 ms",
                "30-wrk-without-units.txt | wrk | 284 | 0 | 587 us | 1.25 ms | 5.93 ms",
                "35-wrk-with-errors.txt | wrk | 284 | 91 | 587 us | 1.25 ms | 5.93 ms",
                "wrk.txt | wrk | 284 | 0 | 587 us | 1.25 ms | 5.93 ms",
            })
    void a_whole_text_is_read_whatever_its_lines_were_wrapped_in(
            String file, String generator, long answered, long bad, String p50, String p90, String p99) {
        WorkloadReport report = SavedOutput.read(saved(file));

        assertThat(report.generator()).isEqualTo(generator);
        assertThat(report.spec().url())
                .isIn(
                        URI.create("http://frontend.hotel.svc:5000/hotels"),
                        URI.create("http://shop:3000/ok"),
                        URI.create("http://127.0.0.1:53503/close"));
        assertThat(report.counts().answered()).isEqualTo(answered);
        assertThat(report.counts().knownErrors()).isEqualTo(bad);
        assertThat(List.of(50.0, 90.0, 99.0))
                .extracting(row -> report.answeredLatency().percentile(row).words())
                .containsExactly(p50, p90, p99);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10-two-runs-in-one-file.txt | 81 |   2 threads and 4 connections | a run begins after the results of another one. Keep each run's output apart.",
                "13-tee-with-server-log.txt | 9 | 10.0.0.7 - - [01/May/2024:10:00:03 +0000] \"GET /hotels HTTP/1.1\" 200 31 | expected was Thread Stats."
                        + APART,
                "14-last-line-cut.txt | 78 | Requests/sec:     62.22 | the text ends in the middle of a report, which ends with Transfer/sec. Look for what has ended the program.",
                "20-giltene-comma.txt | 4 |     Latency     3,50ms    5,35ms  47,74ms   91,67% | expected was the row Latency. These numbers have decimal commas. Run the program with LC_ALL=C, and save its text as it is.",
                "33-hyperfoil.txt | 4 |     Latency    50.91ms  203.14\u03bcs  52.70ms    0.00% | \"203.14\u03bcs\" is no time. wrk and wrk2 write \"us\": another program, such as Hyperfoil, has printed this. Read the text of wrk or wrk2 only.",
            })
    void what_is_no_whole_text_is_an_error_with_its_line_and_the_reason(
            String file, long number, String line, String reason) {
        Path path = saved(file);

        assertThatThrownBy(() -> SavedOutput.read(path))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith(path + ": Line " + number + " of the output, \"")
                .hasMessageEndingWith(line + "\": " + reason);
    }

    @Test
    void every_saved_text_has_its_line_in_these_tables() {
        Set<String> tested = new TreeSet<>(Set.of("31-wrk-no-latency-option.txt")); // of a test of its own
        for (Method test : SavedOutputTest.class.getDeclaredMethods()) {
            CsvSource table = test.getAnnotation(CsvSource.class);
            for (String row : table == null ? new String[0] : table.value()) {
                tested.add(row.substring(0, row.indexOf('|')).strip());
            }
        }

        assertThat(new File(saved("").toString()).list()).containsExactlyInAnyOrderElementsOf(tested);
    }

    @Test
    void bad_answers_are_told_in_text_and_json_and_count_as_infinitely_slow() {
        WorkloadReport report = SavedOutput.read(saved("dsb.txt"));

        assertThat(report.toString()).startsWith("""
                Load "output" on http://frontend.hotel.svc:5000/hotels, wrk2 (DeathStarBench), measured from the actual send
                  offered 498 (at an unknown rate for 8 s) = 498 answered (498 not 2xx or 3xx) + an unknown number without an answer
                  latency as far as it is known:   p50 unbounded, p90 unbounded, p99 unbounded, p99.9 unbounded
                  latency of the answered ones:    p50 655 us, p90 950 us, p99 7.26 ms, p99.9 32.6 ms
                """);
        assertThat(report.latency().unboundedCount()).isEqualTo(498);
        String json = JsonReport.text(report).replaceAll("\\s", "");
        assertThat(json).contains("\"known_errors\":498", "\"latency\":{\"count\":498,\"without_good_answer\":498,");
        assertThat(JsonReport.text(JsonReport.parse(JsonReport.text(report), "dsb")))
                .isEqualTo(JsonReport.text(report));
    }

    @Test
    void bad_answers_among_good_ones_leave_percentiles_between_two_rows() {
        WorkloadReport report = SavedOutput.read(saved("35-wrk-with-errors.txt"));

        assertThat(report.toString())
                .contains("284 answered (91 not 2xx or 3xx)")
                .contains("known:   p50 0 us to 1.25 ms, p90 unbounded, p99 unbounded");
    }

    @Test
    void without_the_option_for_latencies_no_percentile_was_printed() {
        assertThat(SavedOutput.read(saved("31-wrk-no-latency-option.txt")).toString())
                .contains("284 answered + an unknown number without an answer\n"
                        + "  latency as far as it is known:   no percentile was printed\n");
    }

    @ParameterizedTest
    @MethodSource("severalUrls")
    void a_load_on_several_urls_is_read_as_their_sum(String name, long answered, long bad) {
        WorkloadReport report = SavedOutput.read(golden(name));

        assertThat(report.counts().answered()).isEqualTo(answered);
        assertThat(report.counts().knownErrors()).isEqualTo(bad);
        assertThat(report.warnings())
                .anyMatch(warning -> warning.startsWith("The output is of a load on 2 URLs")
                        && warning.contains("The sum names no bad statuses") == name.contains("overall"));
        assertThat(report.toString()).startsWith("Load \"output\" on http://127.0.0.1:");
    }

    /** The answers of both, as the programs' overall statistics have them, and those of the URL that answers 500. */
    static Stream<Arguments> severalUrls() {
        return Stream.of(
                Arguments.of("dsb-multiurl-separate-12s", 2395, 1198),
                Arguments.of("dsb-multiurl-overall-6s", 1062, 0),
                Arguments.of("dsb-multiurl-done-script-6s", 1198, 599));
    }

    @Test
    void a_damaged_url_is_an_error_that_shows_it() throws IOException {
        Path file = write(text("dsb.txt").replace("http://frontend", "http://fron tend"));

        assertThatThrownBy(() -> SavedOutput.read(file))
                .isInstanceOf(ReportException.class)
                .hasMessage(file
                        + ": it tells of a load that cannot be: url \"http://fron tend.hotel.svc:5000/hotels\" is not"
                        + " an absolute HTTP URL. Use one with scheme and host, such as http://localhost:8080/path."
                        + " A line of it is damaged. Save the output again.");
    }

    @Test
    void a_prefix_that_is_not_known_is_named() throws IOException {
        Path file = write(text("dsb.txt").replaceAll("(?m)^", "May 01 10:00:00 host wrk[7]: "));

        assertThatThrownBy(() -> SavedOutput.read(file))
                .isInstanceOf(ReportException.class)
                .hasMessage(file + ": Line 1 of the output,"
                        + " \"May 01 10:00:00 host wrk[7]: Running 8s test @ http://frontend.hotel.svc:5000/hotels\":"
                        + " \"Running 8s test @\" stands behind \"May 01 10:00:00 host wrk[7]: \", which the program does not"
                        + " print there. If each line begins so, take that away. If a script has printed it, end what it prints"
                        + " with a line break.");
    }

    @Test
    void lines_of_other_services_are_left_out_and_a_second_run_is_an_error() throws IOException {
        String compose = text("03-docker-compose.txt");

        assertThat(SavedOutput.read(write(compose.replace(
                                "loadgen-1  | Sent", "frontend-1 | GET /hotels 200\nloadgen-1  | Sent")))
                        .counts()
                        .answered())
                .isEqualTo(498);
        Path two = write(compose + compose.replace("loadgen-1", "loadgen-2"));
        assertThatThrownBy(() -> SavedOutput.read(two))
                .isInstanceOf(ReportException.class)
                .hasMessage(two
                        + ": Line 80 of the output, \"loadgen-2  | Running 8s test @ http://frontend.hotel.svc:5000/hotels\":"
                        + " a second run, of \"loadgen-2\" after that of \"loadgen-1\"."
                        + " Save the log of each in a file of its own.");
    }

    @Test
    void events_of_the_engine_are_read_behind_a_prefix_too() throws IOException {
        StringBuilder text = new StringBuilder();
        EventWriter writer = new EventWriter(line ->
                text.append("2026-03-01T12:00:00.000000000Z ").append(line).append('\n'));
        writer.write(Transcripts.started(0, 1));
        Cell cell = Reports.cell("GET /", Outcome.SUCCESS, 1500, 41_000);
        writer.write(new WorkerEvent.Interval(0, List.of(cell)));
        writer.write(Transcripts.end(cell));

        assertThat(SavedOutput.read(write(text.toString())).counts().answered()).isEqualTo(1500);
    }

    @Test
    void only_a_line_feed_ends_a_line() throws IOException {
        String script = "a\rb\u0085c\u2028d\fe\u000bf";
        Path file = write(script + "\n" + text("wrk.txt").replace("99%", "98%"));

        assertThatThrownBy(() -> SavedOutput.read(file)).hasMessageContaining(": Line 11 of the output, ");
    }

    @Test
    void a_text_in_utf_16_is_told() throws IOException {
        Path file = Files.write(folder.resolve("utf16.txt"), ("\ufeff" + text("wrk.txt")).getBytes(UTF_16LE));

        assertThatThrownBy(() -> SavedOutput.read(file))
                .isInstanceOf(ReportException.class)
                .hasMessage(
                        file
                                + ": Line 1 of the output, \"\": the text is UTF-16, as PowerShell writes it. Save it as UTF-8.");
        assertThat(SavedOutput.read(write("\ufeff" + text("wrk.txt"))).counts().answered())
                .isEqualTo(284);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("saved.txt"), text, UTF_8);
    }

    private static String text(String file) throws IOException {
        return Files.readString(saved(file), UTF_8);
    }

    private static Path saved(String file) {
        return Transcripts.file("/saved/" + file);
    }

    private static Path golden(String name) {
        return Transcripts.file("/golden/" + name + ".txt");
    }
}
