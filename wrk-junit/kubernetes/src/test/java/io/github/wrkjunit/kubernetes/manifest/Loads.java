// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Loads and files that the tests share. */
final class Loads {

    static final String NONCE = "0815";

    private Loads() {}

    /** AIOpsLab's own: {@code -t 2 -c 2 -d 10s -R 100}, exponential. */
    static WorkloadSpec.Builder aiopslab() {
        return WorkloadSpec.builder()
                .url("http://198.19.20.64:5000")
                .rate(100)
                .duration(Duration.ofSeconds(10))
                .seed(7);
    }

    static JobIdentity identity() {
        JobIdentity random = JobIdentity.of("hotel", "run-1", "CheckoutTest.p99()", "ada", "workload", 0);
        return new JobIdentity(random.namespace(), "wrk2-abcd2345", random.labels(), random.annotations());
    }

    static LoadJob job(WorkloadSpec.Builder load, Optional<Path> script, JobOptions.Builder options) {
        return LoadJob.of(load.build(), 0, 1, script, options.build(), identity(), NONCE, EngineInput.Channel.SECRET);
    }

    static LoadJob job(WorkloadSpec.Builder load, JobOptions.Builder options) {
        return job(load, Optional.empty(), options);
    }

    /** The Job as a cluster would answer. */
    static Job created(LoadJob job) {
        Job created = job.job();
        created.getMetadata().setUid("0b5c7b3e-uid");
        return created;
    }

    /** What lies under /scripts in the pod, by path. */
    static SortedMap<String, byte[]> files(LoadJob job) {
        Map<String, Map<String, byte[]>> byConfigMap = new HashMap<>();
        for (ConfigMap configMap : job.configMaps(created(job))) {
            Map<String, byte[]> files = new HashMap<>();
            configMap.getData().forEach((key, text) -> files.put(key, text.getBytes(UTF_8)));
            configMap
                    .getBinaryData()
                    .forEach((key, text) -> files.put(key, Base64.getDecoder().decode(text)));
            byConfigMap.put(configMap.getMetadata().getName(), files);
        }
        SortedMap<String, byte[]> all = new TreeMap<>();
        for (Volume volume : job.job().getSpec().getTemplate().getSpec().getVolumes()) {
            if (volume.getConfigMap() != null) {
                add(
                        all,
                        byConfigMap.get(volume.getConfigMap().getName()),
                        volume.getConfigMap().getItems());
            } else if (volume.getProjected() != null) {
                volume.getProjected()
                        .getSources()
                        .forEach(source -> add(
                                all,
                                byConfigMap.get(source.getConfigMap().getName()),
                                source.getConfigMap().getItems()));
            }
        }
        return all;
    }

    private static void add(Map<String, byte[]> all, @Nullable Map<String, byte[]> files, List<KeyToPath> items) {
        Map<String, byte[]> present = Objects.requireNonNull(files, "the ConfigMap of the volume");
        if (items.isEmpty()) {
            all.putAll(present);
        }
        items.forEach(item -> all.put(item.getPath(), Objects.requireNonNull(present.get(item.getKey()))));
    }

    static Path write(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Loads.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
