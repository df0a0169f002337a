// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.Replay;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words that would mean something to a shell, to YAML or to the kubelet reach the program in the pod as they are. */
@NeedsCluster
class HostileWordsIT {

    /** Prints each word that it was given, and then the variable, so that nothing on the way can change or hide them. */
    private static final String PRINT =
            "for word in \"$@\" \"$HOSTILE\"; do printf %s \"$word\" | base64 -w0; echo; done";

    private static final String HOSTILE = "a\"b'c`id`$(id)$$(HOSTILE)${HOME};&|>x\\n -e *?#%25";

    @TempDir
    private Path folder;

    @Test
    void every_word_reaches_the_program_unchanged(TestCluster cluster) throws IOException {
        cluster.standIn();
        String url = "http://target:80/$(id)/'%22;id?q=$(HOSTILE)&x='id';";
        Path script = Files.writeString(folder.resolve("-e 'os.exit()' $(id) \"x\".lua"), "-- only its name matters");
        try (TestNamespace namespace = cluster.newNamespace("hostile")) {
            LiveLoads loads = new LiveLoads(cluster, namespace.name(), folder.resolve("evidence"))
                    .set("image", StandIn.REPLAY)
                    .set("wrapper", "none")
                    .set(
                            "env",
                            Replay.VARIABLE + "=" + Replay.script(PRINT).value() + ",HOSTILE=it is $(id) $$ \"x\" 'y'");

            WorkloadException noReport = catchThrowableOfType(
                    WorkloadException.class, () -> loads.runner().run(spec -> spec.url(url)
                            .rate(20)
                            .duration(Duration.ofSeconds(1))
                            .headers(Map.of("X-Hostile", HOSTILE))
                            .script(script.toString())));

            assertThat(noReport).hasMessageContaining("report");
            List<String> words = Files.readAllLines(folder.resolve("evidence/workload/raw.txt")).stream()
                    .map(line -> new String(Base64.getDecoder().decode(line), UTF_8))
                    .toList();
            assertThat(words)
                    .containsExactly(
                            "-D",
                            "exp",
                            "-t",
                            "2",
                            "-c",
                            "2",
                            "-d",
                            "1s",
                            "-T",
                            "10s",
                            "-L",
                            "-r",
                            "-H",
                            "X-Hostile: " + HOSTILE,
                            "-s",
                            "/scripts/" + script.getFileName(),
                            url,
                            "-R",
                            "20",
                            "it is $(id) $$ \"x\" 'y'");
        }
    }
}
