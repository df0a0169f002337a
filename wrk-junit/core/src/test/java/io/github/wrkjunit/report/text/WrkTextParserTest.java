// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.text.WrkTextReport.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read beside the recorded facts, and each error's whole message. */
class WrkTextParserTest {

    private static final String FORK = TestData.text("/golden/dsb-aiopslab-20s-rate100.txt");
    private static final String ORIGINAL = TestData.text("/golden/giltene-12s-latency.txt");
    private static final String PLAIN = TestData.text("/golden/dsb-302-6s.txt");
    private static final String URLS = TestData.text("/golden/dsb-multiurl-separate-12s.txt");
    private static final String APART = " The report is damaged or mixed with other output: keep each run's apart.";

    @Test
    void every_number_of_a_report_is_read() {
        WrkTextReport report = WrkTextParser.parse(FORK).reports().get(0);
        WrkLatencyBlock block = report.mainLatency().orElseThrow();

        assertThat(report.program()).isEqualTo(Program.DSB);
        assertThat(report.announcedDuration()).isEqualTo("20s");
        assertThat(report.durationStepUs()).isEqualTo(10_000);
        assertThat(report.bytesStep()).isEqualTo(10.24);
        assertThat(block.description()).isEqualTo("Recorded Latency");
        assertThat(block.rowsUs().keySet()).containsExactly(50.0, 75.0, 90.0, 99.0, 99.9, 99.99, 99.999, 100.0);
        assertThat(block.spectrum().get(block.spectrum().size() - 1).count()).isEqualTo(968);
        assertThat(block.count()).hasValue(968);
    }

    @Test
    void a_column_that_was_cut_has_no_number() {
        String cut = PLAIN.replaceFirst("    Latency   .{8}", "    Latency   1000.00m");

        WrkTextReport.Row row = WrkTextParser.parse(cut).reports().get(0).latencyRow();

        assertThat(row.mean()).isEmpty();
        assertThat(row.deviation()).isPresent();
    }

    @Test
    void what_is_no_number_is_absent() {
        WrkTextReport report = WrkTextParser.parse(
                        TestData.text("/golden/dsb-aiopslab-default-10s-EMPTY-HISTOGRAM.txt"))
                .reports()
                .get(0);

        assertThat(report.latencyRow().mean()).isEmpty();
        assertThat(report.mainLatency().orElseThrow().meanUs()).isEmpty();
        assertThat(report.mainLatency().orElseThrow().count()).hasValue(0);
    }

    @Test
    void a_calibration_without_an_answer_has_no_mean() {
        String text = ORIGINAL.replaceFirst("mean lat.: [0-9.]+ms", "mean lat.: 9223372036854776.000ms");

        assertThat(WrkTextParser.parse(text).calibrations().get(0).meanUs()).isEmpty();
        assertThat(WrkTextParser.parse(text).calibrations().get(1).meanUs()).isPresent();
        assertThat(WrkTextParser.parse(text).calibrations().get(1).intervalMs()).isEqualTo(10);
    }

    @Test
    void a_hundred_thousand_reconnections_are_counted_and_not_kept() {
        WrkTextParser parser = new WrkTextParser();
        for (int i = 0; i < 300_000; i++) {
            parser.line("reconnect_socket");
        }
        PLAIN.lines().forEach(parser::line);

        assertThat(parser.end().reconnects()).isEqualTo(300_000);
        assertThat(parser.end().scriptOutput()).isEmpty();
    }

    @Test
    void what_a_script_prints_is_counted_and_kept_up_to_a_bound() {
        WrkTextParser parser = new WrkTextParser();
        for (int i = 0; i < 1500; i++) {
            parser.line("x".repeat(i));
        }
        PLAIN.lines().forEach(parser::line);
        parser.line("Requests/sec: 5, says done()");

        WrkOutput output = parser.end();
        assertThat(output.scriptLines()).isEqualTo(1500); // an empty line is none
        assertThat(output.scriptOutput()).hasSize(1000).allMatch(line -> line.length() <= 1000);
    }

    @Test
    void a_script_that_prints_of_sent_requests_is_not_the_option() {
        WrkOutput output = WrkTextParser.parse("Sent 7 requests\n" + PLAIN);

        assertThat(output.reports().get(0).sent()).isEmpty();
        assertThat(output.scriptOutput()).containsExactly("Sent 7 requests");
    }

    @Test
    void events_between_lines_are_not_looked_at() {
        String text = PLAIN.replace("\n", "\n##wrk {}\n");

        assertThat(WrkTextParser.parse(text)).isEqualTo(WrkTextParser.parse(PLAIN));
    }

    @Test
    void a_file_is_read_like_text(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("output.txt");
        Files.write(file, ("caf\u00e9\n" + PLAIN).getBytes(ISO_8859_1));

        WrkOutput output = WrkTextParser.parse(file);

        assertThat(output.reports()).isEqualTo(WrkTextParser.parse(PLAIN).reports());
        assertThat(output.scriptOutput()).containsExactly("caf\ufffd");
    }

    @Test
    void the_sum_over_urls_has_no_url() {
        WrkOutput output = WrkTextParser.parse(URLS);

        WrkTextReport sum = output.overall().orElseThrow();
        assertThat(sum.url()).isEmpty();
        assertThat(sum.announcedDuration()).isEmpty();
        assertThat(sum.sent()).hasValue(2395);
        assertThat(output.reports())
                .extracting(report -> report.sent().getAsLong())
                .containsExactly(1197L, 1198L);
    }

    @Test
    void no_output_is_an_error() {
        assertMessage(
                "", "Line 0 of the output, \"\": there is no output at all. Look at standard error and the exit code.");
    }

    @Test
    void an_output_without_a_report_is_an_error_with_the_reason_if_it_is_there() {
        assertMessage(
                "hello\nunable to connect to 10.0.0.1:80 Connection refused\n",
                "Line 2 of the output, \"unable to connect to 10.0.0.1:80 Connection refused\": the text ends without a report,"
                        + " after \"unable to connect to 10.0.0.1:80 Connection refused\". Look at standard error and the exit code.");
    }

    @Test
    void an_output_that_was_cut_is_an_error() {
        assertMessage(
                PLAIN.substring(0, PLAIN.indexOf("Transfer/sec")),
                "Line 11 of the output, \"Requests/sec:     99.82\": the text ends in the middle of a report, which ends"
                        + " with Transfer/sec. Look for what has ended the program.");
        assertMessage(
                URLS.substring(0, URLS.indexOf("---------------------------Overall")),
                "Line 151 of the output, \"" + "-".repeat(71)
                        + "\": the text ends without the Overall Statistics of the 2 URLs"
                        + " that it announces. Look for what has ended the program.");
    }

    @Test
    void an_output_without_its_beginning_is_an_error() {
        assertMessage(
                ORIGINAL.substring(ORIGINAL.indexOf("  Thread Stats")),
                "Line 1 of the output, \"  Thread Stats   Avg      Stdev     Max   +/- Stdev\": a report without its beginning,"
                        + " the line \"Running ... test @ URL\". Give the whole output.");
    }

    @Test
    void outputs_of_two_runs_are_an_error() {
        assertMessage(
                PLAIN + PLAIN,
                "Line 14 of the output, \"  1 threads and 2 connections\": a run begins after the results of another one."
                        + " Keep each run's output apart.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reconnect_socket | dotsreconnect_socket",
                "Thread Stats   Avg | dots  Thread Stats   Avg      Stdev     Max   +/- Stdev",
                "Thread calibration: | dots  Thread calibration: mean lat.: 0.878ms, rate sampling interval: 10ms",
                "Requests/sec: | Requests/sec: about a hundred"
            })
    void two_threads_in_one_line_are_an_error(String own, String mixed) {
        assertMessage(
                FORK.replaceFirst("connections\n", "connections\n" + mixed + "\n"),
                "Line 3 of the output, \"" + mixed + "\": \"" + own
                        + "\" stands in a line that the program does not print so: it is damaged, or two outputs are mixed in it."
                        + " Keep each run's output apart, and end what a script prints with a line break.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "2003 requests in|3003 requests in|3003 requests in 20.0 s are not 100.13 a second.",
                "2003 requests in|967 requests in|967 requests cannot have 968 latencies.",
                "299.28KB read|299.28MB read|3.1381782528E8 bytes in 20.0 s are not 15319.04 a second.",
                " 75.000%   57.00us| 75.000%   17.00us|a percentile is lower than the one before.",
                " 50.000%   37.00us| 50.000%   17.00us|the spectrum puts the percentile 50.0 between 31 us and 37 us, its row says 17 us.",
                "Latency    56.19us|Latency    76.19us|the row Latency says Avg 76.19 us, the block below it 56.0 us.",
                "Latency    56.19us|Latency    5x.19us|\"5x.19us\" is no time.",
                "50.46 |50.4u |\"50.4u\" is no number of its column.",
                "count    =          968|count    =          967|the total count 967 is not the spectrum's last, 968.",
                "968          inf|900          inf|the percentile spectrum falls.",
                "0.500000|0.510000|2.00 is not 1/(1-0.510000).",
                "4.148, Total|4.048, Total|the maximum 4048 us does not lie in the spectrum's last bucket, which ends with 4151 us.",
                "          484  |          401  |401 of 968 values in the spectrum are less than a share of 0.5.",
                "0.056, Std|4.256, Std|the mean is above the maximum.",
                "0.056, Std|-nan, Std|expected was a mean exactly where there are values.",
                "  Detailed Per| Detailed Per|expected was the head of the percentile spectrum.",
                "    Req/Sec|   Req/Sec|expected was the row Req/Sec.",
                " 99.990%| 99.980%|expected was the row 99.990%.",
                "SubBuckets     =         2048|SubBuckets     =         2047|expected was the line #[Buckets =           27, SubBuckets     =         2048].",
                "  2003 requests|  Overall 2003 requests|expected was the report of one URL, not the sum.",
                "Transfer/sec:|Transfer/min:|expected was Transfer/sec.",
            })
    void numbers_and_lines_that_do_not_fit_are_errors(String old, String replacement, String problem) {
        String text = FORK.replace(old, replacement);

        assertThat(text).isNotEqualTo(FORK);
        assertThatThrownBy(() -> WrkTextParser.parse(text))
                .isInstanceOf(WrkTextException.class)
                .hasMessageEndingWith("\": " + problem + APART);
    }

    @Test
    void more_bad_statuses_than_requests_are_an_error() {
        String bad = TestData.text("/golden/dsb-non2xx-500-6s.txt");

        assertThatThrownBy(() -> WrkTextParser.parse(bad.replace("responses: 5992", "responses: 5993")))
                .hasMessageContaining(
                        ", \"  Non-2xx or 3xx responses: 5993\": 5992 requests cannot have 5993 bad statuses." + APART);
    }

    @Test
    void a_sum_that_is_none_is_an_error() {
        assertMessage(
                URLS.replace("  1197 requests", "  1198 requests").replace("   99.72", "   99.82"),
                "Line 224 of the output, \"Transfer/sec:     31.57KB\": the sum says 2395 requests, its reports 2396."
                        + APART);
    }

    @Test
    void a_report_on_another_url_is_an_error() {
        assertMessage(
                PLAIN.replace("Results @ http://127.0.0.1:18080/302", "Results @ http://127.0.0.1:18080/303"),
                "Line 7 of the output, \"  Thread Stats   Avg      Stdev     99%   +/- Stdev\": a report on"
                        + " http://127.0.0.1:18080/303 where one on http://127.0.0.1:18080/302 was announced."
                        + " Keep each run's output apart.");
    }

    private static void assertMessage(String text, String message) {
        assertThatThrownBy(() -> WrkTextParser.parse(text))
                .isInstanceOf(WrkTextException.class)
                .hasMessage(message);
    }
}
