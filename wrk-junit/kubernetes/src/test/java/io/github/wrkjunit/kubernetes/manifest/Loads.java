// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

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
        return LoadJob.of(load.build(), 0, 1, script, options.build(), identity(), NONCE);
    }

    static LoadJob job(WorkloadSpec.Builder load, JobOptions.Builder options) {
        return job(load, Optional.empty(), options);
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
