// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLoadJobTest {

    @TempDir
    private Path folder;

    @Test
    void the_jars_are_mounted_into_an_image_with_a_java_runtime() {
        LoadJob load = Loads.job(Loads.aiopslab(), engine());
        PodSpec pod = pod(load);
        Container container = pod.getContainers().get(0);

        assertThat(container.getImage()).isEqualTo("eclipse-temurin:17-jre");
        assertThat(container.getCommand())
                .startsWith("java", "-XX:+UseSerialGC")
                .endsWith("-cp", "/app/*", "io.github.wrkjunit.engine.cli.Wrk");
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getMountPath() + " " + mount.getReadOnly())
                .containsExactly("/app true", "/tmp null", "/wrk-junit-input true");
        assertThat(pod.getVolumes()).extracting(Volume::getName).doesNotHaveDuplicates();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getResources().getRequests()).hasToString("{cpu=100m, memory=320Mi}");
    }

    @Test
    void the_jars_are_immutable_and_owned_by_the_job() {
        LoadJob load = Loads.job(Loads.aiopslab(), engine());

        List<ConfigMap> jars = load.jarMaps(Loads.created(load));

        assertThat(jars).isNotEmpty().allSatisfy(map -> {
            assertThat(map.getImmutable()).isTrue();
            assertThat(map.getMetadata().getOwnerReferences())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.getUid()).isEqualTo("0b5c7b3e-uid"));
            assertThat(map.getMetadata().getLabels()).containsEntry(JobIdentity.RUN, "run-1");
        });
        assertThat(load.owned(Loads.created(load))).containsAll(jars);
        assertThat(load.hasFiles()).isTrue();
    }

    @Test
    void an_image_that_holds_the_engine_needs_no_jars() {
        LoadJob load = Loads.job(Loads.aiopslab(), engine().image("registry/wrk-engine:1"));
        Container container = pod(load).getContainers().get(0);

        assertThat(container.getImage()).isEqualTo("registry/wrk-engine:1");
        assertThat(container.getCommand()).isEmpty();
        assertThat(container.getArgs()).startsWith("--pod");
        assertThat(load.jarMaps(Loads.created(load))).isEmpty();
    }

    @Test
    void what_wrk2_cannot_offer_is_offered_and_secrets_are_in_a_secret_only() {
        WorkloadSpec.Builder spec = Loads.aiopslab()
                .url("http://shop/?token=opensesame")
                .rate(0.5)
                .dist(Distribution.NORM)
                .connections(3)
                .warmup(Duration.ofSeconds(2))
                .duration(Duration.ofMillis(4500))
                .headers(Map.of("Authorization", "Bearer opensesame"))
                .args(List.of("--password=opensesame"));

        LoadJob load = Loads.job(spec, engine());

        assertThat(pod(load).getContainers().get(0).getArgs())
                .containsExactly(
                        "--pod",
                        "--input",
                        "/wrk-junit-input/input",
                        "-t2",
                        "-c3",
                        "-d4500ms",
                        "-D",
                        "norm",
                        "--seed",
                        "7",
                        "-R0.5",
                        "-L",
                        "-T10s",
                        "--warmup",
                        "2s",
                        "--worker",
                        "0/1",
                        "--events",
                        "--nonce",
                        "--stdin-words");
        assertThat(load.secret(Loads.created(load)).orElseThrow().getStringData())
                .containsEntry(
                        "input",
                        "0815\n=-H =Authorization%3A+Bearer+opensesame =http%3A%2F%2Fshop%2F%3Ftoken%3Dopensesame =--"
                                + " =--password%3Dopensesame\n");
        assertThat(load.yaml())
                .doesNotContain("opensesame")
                .contains("# The engine's jars are left out: ConfigMaps wrk-engine-");
        assertThat(load.command()).doesNotContain("opensesame");
    }

    @Test
    void one_that_is_attached_to_waits_for_the_word_to_begin() {
        WorkloadSpec spec = Loads.aiopslab().workers(2).connections(5).build();

        LoadJob load = LoadJob.of(
                new WorkerPlan(spec, 1, 2, Optional.empty(), folder),
                engine().build(),
                Loads.identity(),
                EngineInput.Channel.ATTACHED);
        Container container = pod(load).getContainers().get(0);

        assertThat(container.getStdin()).isTrue();
        assertThat(container.getStdinOnce())
                .as("the API server may start again")
                .isNull();
        assertThat(container.getArgs())
                .contains("--await-start", "-c2", "-R50")
                .containsSequence("--worker", "1/2")
                .doesNotContain("--input");
        assertThat(load.input().orElseThrow().text())
                .endsWith("\n=http%3A%2F%2F198.19.20.64%3A5000 =--\n")
                .startsWith(load.nonce().orElseThrow() + "\n");
        assertThat(load.hasSecret()).isFalse();
        assertThat(load.sharesJars()).isTrue();
    }

    @Test
    void what_the_engine_cannot_offer_is_refused_or_left_to_the_stock_image() {
        WorkloadSpec.Builder load = Loads.aiopslab().url("https://shop");
        String refused = "url \"https://shop\": the engine does not speak TLS. Use an http:// URL, or set"
                + " wrk.kubernetes.engine = stock.";

        assertThatThrownBy(() -> Loads.job(load, engine()))
                .isInstanceOfSatisfying(InvalidSpecException.class, problems -> assertThat(problems.problems())
                        .containsExactly(refused));
        LoadJob stock = Loads.job(load, engine().engine(Engine.AUTO));
        assertThat(stock.engine()).isEqualTo(Engine.STOCK);
        assertThat(stock.notes())
                .contains("wrk.kubernetes.engine = auto has chosen the stock image, because the engine cannot run: "
                        + refused);
        assertThat(Loads.job(Loads.aiopslab(), engine().engine(Engine.AUTO)).engine())
                .isEqualTo(Engine.WRK_JUNIT);
    }

    private static JobOptions.Builder engine() {
        return JobOptions.builder().engine(Engine.WRK_JUNIT);
    }

    private static PodSpec pod(LoadJob load) {
        return load.job().getSpec().getTemplate().getSpec();
    }
}
