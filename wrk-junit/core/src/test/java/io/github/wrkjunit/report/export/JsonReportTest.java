// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Reports;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.ValidityRules;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReportTest {

    static List<WorkloadReport> reports() {
        WorkloadSpec everything = WorkloadSpec.builder()
                .name("search")
                .rate(0.5)
                .dist(Distribution.NORM)
                .threads(3)
                .connections(12)
                .duration(Duration.ofNanos(1_500_000_001))
                .script("patterns/read-heavy.lua")
                .args(List.of("a b", "", "c"))
                .origin(Origin.setting("system property wrk.url"))
                .url("http://localhost:5000/h?x=1")
                .path("/other?y=2")
                .headers(new LinkedHashMap<>(Map.of("X-Trace", "caf\u00e9")))
                .timeout(Duration.ofMillis(2500))
                .origin(Origin.CHOSEN)
                .seed(Long.MIN_VALUE)
                .workers(4)
                .warmup(Duration.ofSeconds(1))
                .build();
        return List.of(
                Reports.checkout().build(),
                Reports.full().build(),
                Reports.checkout()
                        .rules(new ValidityRules(0.2, Duration.ofSeconds(1)))
                        .build(),
                Reports.checkout()
                        .incompleteBecause("Worker 1 ended without its report.")
                        .build(),
                WorkloadReport.builder(everything).build(),
                WorkloadReport.builder(everything)
                        .add(new Cell("GET /", Outcome.NOT_SENT, 1, null))
                        .build(),
                WorkloadReport.builder(Reports.spec().build())
                        .latencyBasis(LatencyBasis.ACTUAL_SEND)
                        .partialCounts(1498, OptionalLong.of(1500), new TreeMap<>(Map.of(200, 1490L, 404, 8L)), 10)
                        .plainLatency(Reports.latencies(10, 20, 30))
                        .build(),
                WorkloadReport.builder(Reports.spec().build())
                        .partialCounts(1498, OptionalLong.empty(), new TreeMap<>(), 0)
                        .printedLatency(new TreeMap<>(Map.of(50.0, 410L, 99.9, 2000L, 99.999, 2001L)), 700)
                        .build(),
                WorkloadReport.builder(Reports.spec().build())
                        .partialCounts(0, OptionalLong.of(1500), new TreeMap<>(), 3)
                        .printedLatency(new TreeMap<>(Map.of(50.0, 0L, 99.0, 0L)), 0)
                        .build(),
                Reports.wrapped().build(),
                Reports.wrapped()
                        .add(Reports.cell(Cell.ALL_OPERATIONS, Outcome.MALFORMED, 3, 900))
                        .build(),
                WorkloadReport.builder(Reports.spec().build())
                        .add(new Cell(Cell.ALL_OPERATIONS, Outcome.SUCCESS, 1490, null))
                        .add(new Cell(Cell.ALL_OPERATIONS, Outcome.SERVER_ERROR, 5, null))
                        .bounded(5)
                        .addUnsplitLatencies(Reports.repeated(900, 1494))
                        .build(),
                Reports.wrapped().addThrottled(Duration.ofSeconds(2)).build(),
                Reports.wrapped()
                        .addDoubt(new Validity.Problem(Validity.Reason.REQUESTS_LOST, "Connections were lost."))
                        .build(),
                Reports.wrapped()
                        .addDoubt(new Validity.Problem(Validity.Reason.LATENCY_DISTORTED, "Requests were lost."))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reads_back_an_equal_report(WorkloadReport report, @TempDir Path folder) {
        Path file = folder.resolve("report.json");

        JsonReport.write(report, file);
        WorkloadReport read = JsonReport.read(file);

        assertEqual(read, report);
        assertThat(JsonReport.text(read)).isEqualTo(JsonReport.text(report));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void writes_what_the_schema_describes(WorkloadReport report) {
        assertThat(JsonSchemas.REPORT.problems(JsonReport.text(report))).isEmpty();
    }

    @Test
    void the_schema_refuses_a_report_without_its_parts() {
        String text = JsonReport.text(Reports.checkout().build());

        assertThat(JsonSchemas.REPORT.problems(text.replace("\"basis\"", "\"base\"")))
                .isNotEmpty();
        assertThat(JsonSchemas.REPORT.problems(text.replace("\"asked_rate\" : 100.0", "\"asked_rate\" : \"100\"")))
                .isNotEmpty();
        assertThat(JsonSchemas.REPORT.problems(text.replace("\"outcome\" : \"5xx\"", "\"outcome\" : \"500\"")))
                .isNotEmpty();
    }

    @Test
    void tells_percentiles_in_microseconds_and_those_without_an_end_as_null() {
        String text = JsonReport.text(Reports.checkout().build()).replaceAll("\\s+", "");

        assertThat(text)
                .contains(
                        "\"latency\":{\"count\":1500,\"without_good_answer\":4,\"p50\":{\"us\":41023},\"p90\":{\"us\":41023},"
                                + "\"p99\":{\"us\":1840127},\"p99.9\":{\"us\":null,\"unbounded\":true,\"share\":0.0026666666666666666},"
                                + "\"mean_us\":156426,\"max_us\":1840127}")
                .contains(
                        "{\"operation\":\"GET/recommendations\",\"counts\":{\"offered\":100,\"sent\":100,\"answered\":98,"
                                + "\"failed\":2,\"unanswered\":0,\"not_sent\":0,\"errors\":4,\"known_errors\":4,"
                                + "\"outcomes\":{\"2xx\":96,\"5xx\":2,\"timeout\":2}},"
                                + "\"waited\":{\"count\":0,\"mean_us\":0,\"longest_us\":0},"
                                + "\"latency\":{\"count\":100,\"without_good_answer\":4,\"p50\":{\"us\":1840127},");
    }

    @Test
    void tells_between_which_values_a_percentile_and_the_errors_lie() {
        String text = JsonReport.text(Reports.wrapped().build()).replaceAll("\\s+", "");

        assertThat(text)
                .contains(
                        "\"counts\":{\"offered\":1500,\"sent\":1500,\"answered\":1495,\"failed\":null,\"unanswered\":null,"
                                + "\"not_sent\":null,\"errors\":null,\"known_errors\":5,\"errors_at_most\":10,\"unresolved\":5,"
                                + "\"outcomes\":{\"2xx\":1490,\"5xx\":5}}")
                .contains(
                        "\"latency\":{\"count\":1500,\"without_good_answer\":5,\"uncertain\":7,"
                                + "\"p50\":{\"us\":41023,\"at_least_us\":41023},\"p90\":{\"us\":41023,\"at_least_us\":41023},"
                                + "\"p99\":{\"us\":41023,\"at_least_us\":41023},"
                                + "\"p99.9\":{\"us\":null,\"unbounded\":true,\"share\":0.008},\"mean_us\":41008,\"max_us\":41023}")
                .contains("\"bounded\":{\"unresolved\":5}");
    }

    @Test
    void names_latencies_that_are_more_than_the_answers() {
        String text = JsonReport.text(Reports.wrapped()
                        .addUnsplitLatencies(Reports.repeated(900, 2))
                        .build())
                .replace("\"count\" : 1490", "\"count\" : 1489");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.parse(text, "report.json"))
                .withMessage(
                        "report.json is not a readable report: \"unsplit_histogram\" does not fit: 2 latencies without an outcome,"
                                + " for 1 answers without a latency."
                                + " It was cut or changed after it was written: restore it, or run the load again.");
    }

    @Test
    void tells_the_origin_of_each_value_and_the_judgement() {
        String text = JsonReport.text(Reports.checkout()
                        .incompleteBecause("Worker 1 ended without its report.")
                        .build())
                .replaceAll("\\s+", " ");

        assertThat(text)
                .contains("\"rate\" : { \"value\" : 100.0, \"origin\" : \"annotation\","
                        + " \"place\" : \"@WithWorkload on CheckoutTest.p99()\" }")
                .contains("\"seed\" : { \"value\" : 7, \"origin\" : \"chosen\", \"place\" : \"chosen for this run\" }")
                .contains("\"threads\" : { \"value\" : 2, \"origin\" : \"default\", \"place\" : \"default\" }")
                .contains("\"valid\" : false, \"problems\" : [ { \"reason\" : \"incomplete\","
                        + " \"sentence\" : \"Worker 1 ended without its report.\" } ]");
    }

    @Test
    void leaves_secrets_out() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer s3cr3t");
        headers.put("X-Trace", "open");
        WorkloadSpec spec = Reports.spec()
                .url("http://ann:s3cr3t@localhost:5000/login?user=ann&password=s3cr3t")
                .headers(headers)
                .args(List.of("--token=s3cr3t"))
                .build();

        String text = JsonReport.text(WorkloadReport.builder(spec)
                .again("wrk -H 'Authorization: Bearer s3cr3t' -H 'X-Trace: open' http://ann:s3cr3t@localhost:5000/")
                .addWarning("Cookie: s3cr3t")
                .incompleteBecause("Last line: \"api_key=s3cr3t\"")
                .build());

        assertThat(text)
                .doesNotContain("s3cr3t")
                .contains("\"http://***@localhost:5000/login?user=ann&password=***\"")
                .contains("\"Authorization\" : \"***\"")
                .contains("\"X-Trace\" : \"open\"")
                .contains("\"wrk -H 'Authorization: ***' -H 'X-Trace: open' http://***@localhost:5000/\"");
        assertThat(JsonReport.parse(text, "report.json").spec().url())
                .hasToString("http://***@localhost:5000/login?user=ann&password=***");
    }

    @Test
    void says_that_there_is_no_file(@TempDir Path folder) {
        Path file = folder.resolve("report.json");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.read(file))
                .withMessage("There is no report " + file + ". Name a report.json that a run has written.");
    }

    @Test
    void says_that_a_file_cannot_be_written(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("report.json");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.write(Reports.checkout().build(), file))
                .withMessage("The report cannot be written to " + file + ": java.nio.file.NoSuchFileException: " + file
                        + ". Make its folder writable, or choose another one for the evidence.");
    }

    @Test
    void says_that_a_file_is_no_json(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("raw.txt"), "Running 6s test @ http://h/");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.read(file))
                .withMessageStartingWith(file + " is not a readable report: line 1, column ")
                .withMessageContaining("Unrecognized token 'Running'")
                .withMessageEndingWith(
                        ". It was cut or changed after it was written: restore it, or run the load again.");
    }

    @Test
    void says_that_a_file_is_no_text(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("report.json"), new byte[] {'{', (byte) 0xff, (byte) 0xfe});

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.read(file))
                .withMessage(file + " is not a readable report: it is not UTF-8 text."
                        + " It was cut or changed after it was written: restore it, or run the load again.");
    }

    @Test
    void says_that_a_json_is_no_report() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.parse("{\"version\":1}", "other.json"))
                .withMessage(
                        "other.json is JSON, but no report of wrk-junit: its \"format\" is not \"wrk-junit report\"."
                                + " Name a report.json that a run has written.");
    }

    @Test
    void says_that_a_report_has_another_version() {
        String text = JsonReport.text(Reports.checkout().build()).replace("\"version\" : 1", "\"version\" : 2");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.parse(text, "report.json"))
                .withMessage("report.json is a report of version 2, this library reads version 1."
                        + " Read it with the version of wrk-junit-core that wrote it, or run the load again.");
    }

    @Test
    void names_the_damaged_histogram() {
        String histogram = Reports.repeated(900, 2).encode();
        String damaged = histogram.substring(0, 40) + "AAAA" + histogram.substring(44);
        String text = JsonReport.text(Reports.checkout().build()).replace(histogram, damaged);

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.parse(text, "report.json"))
                .withMessage("report.json is not a readable report: \"cells[2].histogram\" is damaged: \""
                        + damaged.substring(0, 40) + "...\" is not a compressed HdrHistogram in Base64."
                        + " It was cut or changed after it was written: restore it, or run the load again.");
    }

    @Test
    void names_a_value_of_the_specification_that_is_no_good() {
        String text =
                JsonReport.text(Reports.checkout().build()).replaceFirst("\"value\" : 100.0", "\"value\" : -100.0");

        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.parse(text, "report.json"))
                .withMessage("report.json is not a readable report: \"spec\" holds a value that is no good:"
                        + " @WithWorkload on CheckoutTest.p99(): rate \"-100.0\" is not above 0. Use requests per second, such as 100 or 0.5.."
                        + " It was cut or changed after it was written: restore it, or run the load again.");
    }

    @Test
    void a_report_that_contradicts_itself_is_an_error() {
        assertDamaged(
                "\"answered\" : 1498",
                "\"answered\" : 1499",
                "\"summary.counts.answered\" is 1499, what was measured adds up to 1498");
        assertDamaged(
                "\"outcome\" : \"5xx\",\n    \"count\" : 2",
                "\"outcome\" : \"5xx\",\n    \"count\" : 3",
                "\"cells\" holds 3 requests of GET /recommendations 5xx with 2 latencies");
        assertDamaged(
                "\"second\" : 3,\n    \"cells\" : [ {\n      \"operation\" : \"GET /hotels\"",
                "\"second\" : 3,\n    \"cells\" : [ {\n      \"operation\" : \"GET /hotel\"",
                "\"timeline\" adds up to other requests than \"cells\"");
    }

    @Test
    void a_report_that_lacks_a_histogram_is_an_error() {
        assertDamaged("\"send_lag\"", "\"send_leg\"", "\"health.send_lag\" is missing");
        assertDamaged(
                "\"count\" : 1400,\n    \"histogram\"",
                "\"count\" : 1400,\n    \"histogra\"",
                "\"cells\" holds 1400 requests of GET /hotels 2xx with 0 latencies");
    }

    @Test
    void a_report_whose_sums_would_not_be_right_is_an_error() {
        assertDamaged(
                "\"outcome\" : \"5xx\",\n    \"count\" : 2",
                "\"outcome\" : \"5xx\",\n    \"count\" : 9223372036854775807",
                "\"cells[2].count\" is 9223372036854775807, more than 1000000000000");
        assertDamaged("\"200\" : 1496", "\"200\" : 1e300", "\"statuses.200\" is 1.0E300, not a whole number");
        assertDamaged(
                "\"rate_tolerance\" : 0.05",
                "\"rate_tolerance\" : 1e400",
                "\"rules.rate_tolerance\" is too large a number");
    }

    @Test
    void a_text_without_an_end_is_an_error_in_bounded_memory() {
        BoundedReader endless = new BoundedReader(
                new Reader() {
                    @Override
                    public int read(char[] characters, int from, int length) {
                        Arrays.fill(characters, from, from + length, ' ');
                        return length;
                    }

                    @Override
                    public void close() {}
                },
                1 << 24);

        assertThatExceptionOfType(BoundedReader.TooLongException.class)
                .isThrownBy(() -> JsonObject.parse(endless))
                .withMessage("it is longer than 16,777,216 characters.");
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.parse("[".repeat(100_000), "report.json"));
    }

    private static void assertDamaged(String old, String replacement, String problem) {
        String whole = JsonReport.text(Reports.checkout().build());
        String text = whole.replace(old, replacement);

        assertThat(text).isNotEqualTo(whole);
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> JsonReport.parse(text, "report.json"))
                .withMessage("report.json is not a readable report: " + problem
                        + ". It was cut or changed after it was written: restore it, or run the load again.");
    }

    @Test
    void every_cut_of_a_report_is_an_error() {
        byte[] whole = JsonReport.text(Reports.checkout().build()).strip().getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < whole.length; length += 487) {
            String cut = new String(whole, 0, length, StandardCharsets.UTF_8);
            assertThatExceptionOfType(ReportException.class).isThrownBy(() -> JsonReport.parse(cut, "report.json"));
        }
    }

    private static void assertEqual(WorkloadReport read, WorkloadReport report) {
        assertThat(read.spec()).isEqualTo(report.spec());
        for (Attribute attribute : Attribute.values()) {
            assertThat(read.spec().origin(attribute)).isEqualTo(report.spec().origin(attribute));
        }
        assertThat(read.generator()).isEqualTo(report.generator());
        assertThat(read.startedAt()).isEqualTo(report.startedAt());
        assertThat(read.offeredFor()).isEqualTo(report.offeredFor());
        assertThat(read.elapsed()).isEqualTo(report.elapsed());
        assertThat(read.latencyBasis()).isEqualTo(report.latencyBasis());
        assertThat(read.cells()).isEqualTo(report.cells());
        assertThat(read.timeline()).isEqualTo(report.timeline());
        assertThat(read.timelineParts()).isEqualTo(report.timelineParts());
        assertThat(read.secondHealth()).isEqualTo(report.secondHealth());
        assertThat(read.waits()).isEqualTo(report.waits());
        assertThat(read.health()).isEqualTo(report.health());
        assertThat(read.throttled()).isEqualTo(report.throttled());
        assertThat(read.bytesRead()).isEqualTo(report.bytesRead());
        assertThat(read.rules()).isEqualTo(report.rules());
        assertThat(read.validity()).isEqualTo(report.validity());
        assertThat(read.warnings()).isEqualTo(report.warnings());
        assertThat(read.windows()).isEqualTo(report.windows());
        report.windows().forEach(name -> assertThat(read.windowBounds(name)).isEqualTo(report.windowBounds(name)));
        assertThat(read.incompleteBecause()).isEqualTo(report.incompleteBecause());
        assertThat(read.evidence()).isEqualTo(report.evidence());
        assertThat(read.again()).isEqualTo(report.again());
        assertEqual(read.counts(), report.counts());
        assertEqual(read.latency(), report.latency());
        assertEqual(read.answeredLatency(), report.answeredLatency());
        assertThat(read).hasToString(report.toString());
    }

    private static void assertEqual(Counts read, Counts counts) {
        assertThat(read.isComplete()).isEqualTo(counts.isComplete());
        assertThat(read.offered()).isEqualTo(counts.offered());
        assertThat(read.sent()).isEqualTo(counts.sent());
        assertThat(read.answered()).isEqualTo(counts.answered());
        assertThat(read.knownErrors()).isEqualTo(counts.knownErrors());
        assertThat(read.unresolved()).isEqualTo(counts.unresolved());
        assertThat(read.errorsAtMost()).isEqualTo(counts.errorsAtMost());
        for (Outcome outcome : Outcome.values()) {
            assertThat(read.of(outcome)).isEqualTo(counts.of(outcome));
            assertThat(read.atLeast(outcome)).isEqualTo(counts.atLeast(outcome));
        }
        assertThat(read.statuses()).isEqualTo(counts.statuses());
    }

    private static void assertEqual(Latency read, Latency latency) {
        assertThat(read.isExact()).isEqualTo(latency.isExact());
        assertThat(read.count()).isEqualTo(latency.count());
        assertThat(read.unboundedCount()).isEqualTo(latency.unboundedCount());
        assertThat(read.uncertainCount()).isEqualTo(latency.uncertainCount());
        assertThat(read.printedRowsUs()).isEqualTo(latency.printedRowsUs());
        if (latency.isExact()) {
            assertThat(read.histogram()).isEqualTo(latency.histogram());
        }
    }
}
