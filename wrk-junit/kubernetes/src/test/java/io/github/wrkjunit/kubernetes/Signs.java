// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Notes when a cause of a failure could first be seen by anybody who watches the namespace. */
final class Signs implements AutoCloseable {

    private final String words;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final CompletableFuture<Long> seen = new CompletableFuture<>();

    /** Watches until a Job, a pod or an event holds the words. */
    Signs(KubernetesClient client, String namespace, String words) {
        this.words = words;
        Stream.<Informable<? extends HasMetadata>>of(
                        client.batch().v1().jobs().inNamespace(namespace),
                        client.pods().inNamespace(namespace),
                        client.v1().events().inNamespace(namespace))
                .forEach(this::watch);
    }

    /** How long ago it was first seen; zero if this watch is still behind, which must see it within moments. */
    Duration age() {
        long nowNs = System.nanoTime();
        assertThat(seen).as("sight of " + words).succeedsWithin(Duration.ofSeconds(10));
        return Duration.ofNanos(Math.max(0, nowNs - seen.join()));
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::close);
    }

    private <T extends HasMetadata> void watch(Informable<T> resources) {
        informers.add(resources.inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T resource) {
                look(resource);
            }

            @Override
            public void onUpdate(T before, T resource) {
                look(resource);
            }

            @Override
            public void onDelete(T resource, boolean lastStateUnknown) {
                look(resource);
            }
        }));
    }

    private void look(HasMetadata resource) {
        if (Serialization.asJson(resource).contains(words)) {
            seen.complete(System.nanoTime());
        }
    }
}
