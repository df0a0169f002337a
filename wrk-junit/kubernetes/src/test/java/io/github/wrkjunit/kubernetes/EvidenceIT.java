// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.WorkloadSpec;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a user keeps secret is in the pod, and nowhere in what is kept or told. */
@NeedsCluster
class EvidenceIT {

    private static final String HEADER = "header-opensesame";
    private static final String QUERY = "query-opensesame";
    private static final String SECRET = "secret-opensesame";
    private static final String PLAIN = "plain-opensesame";

    private static TestCluster cluster;
    private static TestNamespace namespace;
    private static String url;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(TestCluster cluster) throws IOException {
        EvidenceIT.cluster = cluster;
        cluster.standIn();
        namespace = cluster.newNamespace("evidence");
        url = TargetPod.start(cluster.client(), namespace.name());
    }

    @AfterAll
    static void remove() {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void a_good_run_shows_none_of_it() throws IOException {
        Path script = script("""
                local known = #os.getenv("API_TOKEN") == %d and #os.getenv("CUSTOMER") == %d
                function request()
                   if not known then error("the pod lacks its environment") end
                   return wrk.format("GET", "/")
                end
                """.formatted(SECRET.length(), PLAIN.length()));
        LiveLoads loads = loads();

        WorkloadReport report = loads.runner().run(spec -> load(spec, script));

        assertThat(report.counts().answered()).isPositive();
        assertHidden(List.of(report.toString(), String.join("\n", loads.progress())));
    }

    @Test
    void a_script_that_fails_with_it_in_its_message_shows_none_of_it() throws IOException {
        Path script = script("""
                function request()
                   print("token is " .. os.getenv("API_TOKEN"))
                   error(os.getenv("API_TOKEN") .. " of " .. os.getenv("CUSTOMER") .. " is refused")
                end
                """);
        LiveLoads loads = loads();

        WorkloadException failure = catchThrowableOfType(
                WorkloadException.class, () -> loads.runner().run(spec -> load(spec, script)));

        assertThat(failure).hasMessageContaining("is refused");
        assertHidden(List.of(String.valueOf(failure.getMessage()), String.join("\n", loads.progress())));
    }

    private LiveLoads loads() {
        return new LiveLoads(cluster, namespace.name(), folder.resolve("evidence"))
                .set("env", "API_TOKEN=" + SECRET + ",CUSTOMER=" + PLAIN);
    }

    private static void load(WorkloadSpec.Builder spec, Path script) {
        spec.url(url + "/?access_token=" + QUERY)
                .rate(20)
                .duration(Duration.ofSeconds(2))
                .script(script.toString())
                .headers(Map.of("Authorization", "Bearer " + HEADER));
    }

    /** Outside of the evidence, which keeps a script as it is. */
    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("script.lua"), text);
    }

    private void assertHidden(List<String> told) throws IOException {
        List<String> texts = new ArrayList<>(told);
        try (Stream<Path> files = Files.walk(folder.resolve("evidence"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lua"))
                    .toList()) {
                texts.add(file.getFileName() + ": " + Files.readString(file));
            }
        }
        assertThat(texts).hasSizeGreaterThan(3).noneMatch(text -> text.contains("opensesame"));
    }
}
