// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.export.WorkerEvent.Failure;
import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends each shape of a secret through every door by which a text leaves a run. */
class SecretDoorsTest {

    private static final String SECRET = "Xq7-Zw9vT4";

    /** The values of the load's own secrets, and what a program may print of them alone. */
    private static final List<String> OWN =
            List.of("own-Bearer-1", "own-cookie-1", "own-pw-1", "own-query-1", "own-arg-1");

    @TempDir
    Path folder;

    @Test
    void none_is_in_the_evidence_the_report_and_the_progress_of_a_run() throws IOException {
        List<String> lines = lines().toList();
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print(Runs.started(worker.plan));
            lines.forEach(line -> worker.print(line).complain(line).remark(line).warn(line));
            worker.print("##wrk {\"v\":1,\"event\":\"later\",\"text\":\"{\\\"token\\\":\\\"" + SECRET + "\\\"}\"}");
            worker.print(new WorkerEvent.Interval(0, List.of(Runs.answers(100))), Runs.end(100));
            return 0;
        });
        Runs runs = new Runs(folder, runtime);

        WorkloadReport report = runs.runner().run(withSecrets());

        assertThat(report.counts().answered()).isEqualTo(100);
        assertThat(evidence("raw.txt", "errors.txt", "report.txt", "report.json"))
                .doesNotContain(secrets());
        assertThat(report.toString()).doesNotContain(secrets());
        assertThat(report.again().orElseThrow()).doesNotContain(secrets());
        assertThat(String.join("\n", runs.progress)).doesNotContain(secrets());
    }

    /** The arguments of a script are texts of the user's, and stand in the command that offers the load again. */
    @ParameterizedTest
    @MethodSource("shapes")
    void none_is_in_the_command_that_offers_the_load_again(String line) {
        WorkloadSpec load = Runs.load().args(List.of("first", line)).build();

        WorkloadReport report =
                new Runs(folder, new FakeRuntime(plan -> Runs.good())).runner().run(load);

        assertThat(report.again().orElseThrow()).contains(" first ", "***").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void none_is_in_the_failure_of_a_run(String line) throws IOException {
        FakeRuntime runtime = new FakeRuntime(plan -> (worker, limit) -> {
            worker.print(line).complain(line).print(Failure.of(Failure.Kind.TARGET, line));
            return 1;
        });

        assertThatThrownBy(() -> new Runs(folder, runtime).runner().run(withSecrets()))
                .isInstanceOf(WorkloadException.class)
                .hasStackTraceContaining("***")
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(secrets()));
        assertThat(evidence("raw.txt", "errors.txt")).doesNotContain(secrets());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void none_is_in_the_failure_of_a_run_that_cannot_start(String line) {
        assertThat(new WorkloadException(line).getMessage()).doesNotContain(SECRET);
        assertThat(new InvalidSpecException(List.of(line, "another"))).hasMessageNotContaining(SECRET);
        assertThat(new InvalidSpecException(List.of(line)).problems().get(0)).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @MethodSource("badSpecs")
    void none_is_in_what_is_wrong_with_a_load(WorkloadSpec.Builder load) {
        assertThatThrownBy(() -> new Runs(folder, new FakeRuntime(plan -> Runs.good()))
                        .runner()
                        .prepare(List.of(load)))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("***")
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(SECRET));
    }

    static Stream<WorkloadSpec.Builder> badSpecs() {
        return Stream.of(
                Runs.load().url("http://ann:" + SECRET + " x@localhost:5000"),
                Runs.load().url("http://ann:" + SECRET + "/x@localhost:5000"),
                Runs.load().url("ftp://ann:" + SECRET + "@localhost:5000"),
                Runs.load().url("ann:" + SECRET + "@localhost:5000"),
                Runs.load().url("http://localhost:0/?key=" + SECRET),
                Runs.load().headers(Map.of("X-Key", SECRET + "\nX: y")),
                Runs.load().headers(Map.of("Authorization", "Bearer " + SECRET + "\u20ac")),
                Runs.load().text(Attribute.HEADERS, "Authorization Bearer " + SECRET),
                Runs.load().text(Attribute.HEADERS, "X-Api-Key=" + SECRET));
    }

    /** Every shape, and the load's own secrets as they stand. */
    static Stream<String> lines() throws IOException {
        return Stream.concat(shapes(), OWN.stream().map(own -> "it was " + own + " today"));
    }

    static Stream<String> shapes() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/secrets.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace("SECRET", SECRET));
    }

    private static WorkloadSpec withSecrets() {
        return Runs.load()
                .url("http://ann:own-pw-1@localhost:5000/p?key=own-query-1")
                .headers(Map.of("Authorization", "Bearer own-Bearer-1", "Cookie", "sid=own-cookie-1; a=b"))
                .args(List.of("--token", "own-arg-1", "other"))
                .build();
    }

    private static String[] secrets() {
        return Stream.concat(Stream.of(SECRET), OWN.stream()).toArray(String[]::new);
    }

    private String evidence(String... names) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append(Files.readString(folder.resolve("evidence/workload").resolve(name)));
        }
        return all.toString();
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
