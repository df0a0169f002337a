// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.report.text.WrkLatencyBlock;
import io.github.wrkjunit.report.text.WrkOutput;
import io.github.wrkjunit.report.text.WrkTextParser;
import io.github.wrkjunit.report.text.WrkTextReport;
import io.github.wrkjunit.runtime.SavedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, run within the test's JVM. */
@Tag("processes")
class WrkTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;
    private String url = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void tells_every_mistake_at_once() {
        int status = wrk(
                "-R",
                "-5",
                "-D",
                "foo",
                "-d",
                "30sec",
                "-H",
                "nothing",
                "-S",
                "--seed",
                "x",
                "--wait",
                "long",
                "ftp://h/");

        assertThat(status).isEqualTo(1);
        assertThat(text(err)).isEqualTo("""
                        -S is an option of wrk2 that this program does not have. Leave it out.
                        invalid URL "ftp://h/": scheme "ftp" is not supported. Use http://host:port/path.
                        -R "-5" is not a rate above 0. Use requests per second, such as 100, 2k or 0.5.
                        -D "foo" is not a distribution. Use fixed, exp, norm or zipf.
                        -d "30sec" is not a time above 0. Use one such as 500ms, 30s, 2m or 1h.
                        -H "nothing" is not a header. Use "Name: value".
                        --seed "x" is not a whole number. Use one such as 7.
                        --wait "long" is not a way to wait. Use eco, balanced or spin.
                        """);
        assertThat(text(out)).startsWith("Usage: wrk <options> <url>");
    }

    @Test
    void tells_misread_words_along_with_wrong_values() {
        int status = wrk("--treads=2", "-d", "soon", "http://localhost:1/", "-R");

        assertThat(status).isEqualTo(1);
        assertThat(text(err)).isEqualTo("""
                        Missing required parameter for option '--rate' (<n>). Write it behind the option.
                        "--treads=2" is no option of this program. Leave it out, or look for its name in --help.
                        Throughput MUST be specified with the --rate or -R option, such as -R 100.
                        -d "soon" is not a time above 0. Use one such as 500ms, 30s, 2m or 1h.
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-t 0          | -t \"0\" is not a number from 1 to 1,000. Use one such as 2 or 1k.",
                "-t 1.5        | -t \"1.5\" is not a number from 1 to 1,000. Use one such as 2 or 1k.",
                "-c many       | -c \"many\" is not a number from 1 to 1,000,000. Use one such as 2 or 1k.",
                "-t 4 -c 3     | -c 3 is fewer than -t 4: number of connections must be >= threads. Raise -c or lower -t.",
                "-d 0          | -d \"0\" is not a time above 0. Use one such as 500ms, 30s, 2m or 1h.",
                "-D poisson    | -D \"poisson\" is not a distribution. Use fixed, exp, norm or zipf.",
                "-R 0          | -R \"0\" is not a rate above 0. Use requests per second, such as 100, 2k or 0.5.",
                "-R Infinity   | -R \"Infinity\" is a rate that cannot be offered. Use from 0.000001 to 1000000000 requests per second.",
                "-R 1e300      | -R \"1e300\" is a rate that cannot be offered. Use from 0.000001 to 1000000000 requests per second.",
                "-R 1e-300     | -R \"1e-300\" is a rate that cannot be offered. Use from 0.000001 to 1000000000 requests per second.",
                "-d 999999h    | -d \"999999h\" is longer than a load can last. Use at most 8760h.",
                "-T 8761h      | -T \"8761h\" is longer than a load can last. Use at most 8760h.",
                "-T soon       | -T \"soon\" is not a time above 0. Use one such as 500ms, 30s, 2m or 1h.",
                "-H nothing    | -H \"nothing\" is not a header. Use \"Name: value\".",
                "-S            | -S is an option of wrk2 that this program does not have. Leave it out.",
                "-p            | -p is an option of wrk2 that this program does not have. Leave it out.",
                "-B            | -B is an option of wrk2 that this program does not have. Leave it out.",
                "--seed x      | --seed \"x\" is not a whole number. Use one such as 7.",
                "--warmup -1s  | --warmup \"-1s\" is not a time. Use one such as 500ms, 30s, 2m or 1h.",
                "--worker 4/4  | --worker \"4/4\" is not a worker. Use index/number from 0/1 on, such as 0/4.",
                "--wait long   | --wait \"long\" is not a way to wait. Use eco, balanced or spin.",
                "--json x.json | --json \"x.json\" is for a saved output. Name that with --read FILE.",
                "--nonsense    | \"--nonsense\" is no option of this program. Leave it out, or look for its name in --help.",
                "http://h/     | \"http://h/\" is a second URL. Run one wrk for each URL.",
            })
    void tells_place_value_and_way_out_of_each_mistake(String words, String sentence) {
        List<String> arguments = new ArrayList<>(List.of("-R10", "http://localhost:1/"));
        arguments.addAll(List.of(words.split(" ", -1)));

        int status = wrk(arguments.toArray(String[]::new));

        assertThat(status).isEqualTo(1);
        assertThat(text(err)).isEqualTo(sentence + "\n");
    }

    @Test
    void tells_what_is_missing() {
        int status = wrk();

        assertThat(status).isEqualTo(1);
        assertThat(text(err)).isEqualTo("""
                        The URL is missing. Name the target, such as http://localhost:8080/.
                        Throughput MUST be specified with the --rate or -R option, such as -R 100.
                        """);
    }

    @Test
    void tells_what_is_wrong_with_a_saved_output() {
        assertThat(wrk("--read", "nowhere.txt", url)).isEqualTo(1);
        assertThat(text(err))
                .isEqualTo("\"" + url
                        + "\" is one word too many: --read takes one file and runs no load. Leave it out.\n");
        err.reset();

        assertThat(wrk("--read", "nowhere.txt")).isEqualTo(1);
        assertThat(text(err)).contains("nowhere.txt");
        err.reset();

        assertThat(wrk("--read", "no\0where.txt")).isEqualTo(1);
        assertThat(text(err))
                .isEqualTo(
                        "--read \"no\0where.txt\" is no path here: Nul character not allowed."
                                + " Name a file with saved output, and set LC_ALL to a UTF-8 locale if its name is not ASCII.\n");
    }

    @Test
    void takes_options_in_any_order_and_form() {
        int status = wrk("--dur=500ms", url, "-R20", "-t", "1", "-c1", "--lat", "-r");

        assertThat(text(err)).isEmpty();
        assertThat(status).isIn(0, Verdict.INCONCLUSIVE); // the machine may be busy
        WrkOutput output = WrkTextParser.parse(text(out));
        assertThat(output.reports()).hasSize(1);
        assertThat(output.reports().get(0).requests()).isEqualTo(10);
        assertThat(output.reports().get(0).sent()).hasValue(10);
        assertThat(output.reports().get(0).mainLatency().orElseThrow().count()).hasValue(10);
        assertThat(output.reports().get(0).url()).isEqualTo(url);
    }

    @Test
    void prints_the_latency_from_the_actual_send_as_well() {
        wrk("-d500ms", "-R20", "-U", url);

        assertThat(text(out)).contains("""
                  Latency Distribution (HdrHistogram - Recorded Latency)
                """, """
                -----------------------------------------------------------------------

                  Latency Distribution (HdrHistogram - Uncorrected Latency (measured without taking delayed starts into account))
                """);
        WrkTextReport report = WrkTextParser.parse(text(out)).reports().get(0);
        assertThat(report.requests()).isEqualTo(10);
        assertThat(report.latency())
                .extracting(WrkLatencyBlock::description)
                .containsExactly(
                        "Recorded Latency",
                        "Uncorrected Latency (measured without taking delayed starts into account)");
    }

    @Test
    void sends_absolute_request_lines_as_paths_if_asked_and_warns_of_them_otherwise() throws IOException {
        Path script = Files.writeString(folder.resolve("absolute.lua"), "wrk.path = 'http://localhost:5000/hotels'\n");

        wrk("-d500ms", "-R20", "--events", "-s", script.toString(), url);
        wrk("-d500ms", "-R20", "--events", "--relative", "-s", script.toString(), url);

        List<String> ends = text(out)
                .lines()
                .filter(line -> line.contains("\"event\":\"end\""))
                .toList();
        assertThat(ends).hasSize(2);
        assertThat(ends.get(0))
                .contains("Request lines of the script name \\\"localhost:5000\\\", the header Host names");
        assertThat(ends.get(1)).doesNotContain("Request lines of the script");
    }

    @Test
    void prints_exactly_the_load_that_was_asked_for() {
        assertThat(requests("-d1s", "-R10", "-t12", "-c12")).isEqualTo(10);
        assertThat(requests("-d2s", "-R3", "-t2", "-c3")).isEqualTo(6);
        assertThat(requests("-d1s", "-R0.5", "-t2", "-c2")).isEqualTo(1);
    }

    @Test
    void a_run_that_nobody_answered_is_inconclusive_though_its_text_has_percentiles() throws IOException {
        server.stop(0);

        int status = wrk("-d1s", "-R20", "-T1s", "-L", url);

        assertThat(text(out)).contains(" 99.000%    0.00us\n").endsWith("""

                Inconclusive: Not one request was answered, so nothing is known of latency. Judge the counts instead.
                """);
        assertThat(status).isEqualTo(3);
        WrkTextReport report = WrkTextParser.parse(text(out)).reports().get(0);
        assertThat(report.requests()).isZero();
        Path saved = Files.write(folder.resolve("saved.txt"), out.toByteArray());
        assertThat(wrk("--read", saved.toString())).isEqualTo(3);
    }

    @Test
    void a_generator_at_its_own_limit_is_inconclusive() throws IOException {
        Path script = Files.writeString(folder.resolve("slow.lua"), """
                local socket = require('socket')
                function request()
                  local till = socket.gettime() + 0.004
                  while socket.gettime() < till do end
                  return wrk.format()
                end
                """);

        int status = wrk("-t1", "-c2", "-d1s", "-R5000", "-T200ms", "-s", script.toString(), url);

        assertThat(text(out))
                .contains("\nInconclusive: The generator was at its own limit. A thread of it had no time to spare");
        assertThat(status).isEqualTo(3);
    }

    @Test
    void events_and_no_verdict_leave_the_judgement_to_the_reader() {
        server.stop(0);

        assertThat(wrk("-d500ms", "-R20", "-T1s", "--no-verdict", url)).isZero();
        assertThat(wrk("-d500ms", "-R20", "-T1s", "--events", url)).isZero();

        assertThat(text(out)).doesNotContain("Inconclusive");
    }

    @Test
    void a_note_on_the_run_follows_its_text() throws IOException {
        Path script = Files.writeString(folder.resolve("absolute.lua"), "wrk.path = 'http://localhost:5000/hotels'\n");

        wrk("-d500ms", "-R20", "-s", script.toString(), url);

        assertThat(text(out)).contains("\n\nNote: Request lines of the script name \"localhost:5000\"");
    }

    @Test
    void saved_output_of_its_own_is_read_as_a_report() throws IOException {
        wrk("-d", "1s", "-R", "50", "-D", "norm", "--seed", "3", "--events", url);
        Path saved = Files.write(folder.resolve("saved.txt"), out.toByteArray());

        WorkloadReport report = SavedOutput.read(saved);

        assertThat(report.counts().of(Outcome.SUCCESS).orElseThrow()).isBetween(40L, 60L);
        assertThat(report.counts().offered()).isEqualTo(report.counts().of(Outcome.SUCCESS));
        assertThat(report.spec().seed()).hasValue(3);
        assertThat(report.timeline()).hasSize(1);
    }

    @Test
    void saved_output_of_wrk2_is_read_and_printed_as_json() throws Exception {
        Path saved = Path.of(Objects.requireNonNull(WrkTest.class.getResource("/saved/dsb-empty-histogram.txt"))
                .toURI());

        int status = wrk("--read", saved.toString(), "--json", "-");

        assertThat(text(err)).isEmpty();
        assertThat(status).isEqualTo(Verdict.INCONCLUSIVE);
        WorkloadReport report = JsonReport.parse(text(out), "standard output");
        assertThat(report.counts().answered()).isEqualTo(117);
        assertThat(report.counts().offered()).isEmpty();
        assertThat(report.latency().count()).isZero();
        assertThat(report.validity().isValid()).isFalse();
    }

    @Test
    void a_file_without_a_report_is_an_error() throws IOException {
        Path saved = Files.writeString(folder.resolve("nothing.txt"), "hello\n");

        int status = wrk("--read", saved.toString());

        assertThat(status).isEqualTo(1);
        assertThat(text(err))
                .isEqualTo(saved + ": Line 1 of the output, \"hello\": the text ends without a report."
                        + " Look at standard error and the exit code.\n");
    }

    @Test
    void a_missing_script_offers_no_load() {
        int status = wrk("-R", "10", "-s", "nowhere.lua", url);

        assertThat(status).isEqualTo(1);
        assertThat(text(err))
                .startsWith("-s \"nowhere.lua\" cannot be read: ")
                .endsWith("no load is offered without it.\n");
    }

    @Test
    void a_broken_script_is_told_as_an_event_with_its_place() throws IOException {
        Path script = Files.writeString(folder.resolve("broken.lua"), "local x = nil\nreturn x.y\n");

        int status = wrk("-R", "10", "--events", "-s", script.toString(), url);

        assertThat(status).isEqualTo(1);
        assertThat(text(out))
                .contains("\"event\":\"error\",\"kind\":\"script\"")
                .contains("\"line\":2");
    }

    @Test
    void an_address_that_may_not_be_loaded_is_told_and_not_connected_to() {
        int status = wrk("-R", "10", "--targets", "shop.example.org", "http://198.51.100.1:80/");

        assertThat(status).isEqualTo(1);
        assertThat(text(err))
                .isEqualTo(
                        "target \"198.51.100.1\" may not be loaded: it is not an address of this machine or of a private"
                                + " network. If it is yours to load, set wrk.targets = 198.51.100.1.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrk.lookup('198.51.100.1', 80)",
                "function setup(thread) thread.addr = wrk.lookup('198.51.100.1', 80)[1] end",
                "function init() wrk.connect(wrk.lookup('198.51.100.1', 80)[1]) end",
                "function request() wrk.resolve('198.51.100.1', 80) end"
            })
    void an_address_that_only_the_script_names_is_judged_as_well(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("elsewhere.lua"), text);

        int status = wrk("-R", "10", "-d1s", "--targets", "", "-s", script.toString(), url);

        assertThat(status).isEqualTo(1);
        assertThat(text(err))
                .contains(
                        "elsewhere.lua:1: target \"198.51.100.1\" may not be loaded: it is not an address of this machine"
                                + " or of a private network. If it is yours to load, set wrk.targets = 198.51.100.1");
    }

    @Test
    void an_unknown_host_is_told() {
        int status = wrk("-R", "10", "http://nowhere.invalid:80/");

        assertThat(status).isEqualTo(1);
        assertThat(text(err))
                .isEqualTo("unable to resolve nowhere.invalid:80 Name or service not known."
                        + " Check the host of the URL http://nowhere.invalid:80/.\n");
    }

    private long requests(String... arguments) {
        out.reset();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(url);
        assertThat(wrk(all.toArray(String[]::new))).isIn(0, Verdict.INCONCLUSIVE); // the machine may be busy
        return WrkTextParser.parse(text(out)).reports().get(0).requests();
    }

    private int wrk(String... arguments) {
        return new Wrk(
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(arguments);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }
}
