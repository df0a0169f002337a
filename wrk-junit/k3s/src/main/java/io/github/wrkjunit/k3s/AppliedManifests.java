// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.github.wrkjunit.runtime.Shell;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.Durations;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies a manifest as {@code kubectl apply --server-side} does, and waits until its workloads are available. Immutable. */
final class AppliedManifests {

    private static final String FIELD_MANAGER = "wrk-junit";
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final int MOST_EVENTS = 3;

    private final KubernetesClient client;

    AppliedManifests(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Applies all objects, then waits for all workloads among them.
     *
     * @throws WorkloadException if the cluster refuses one, or if not all are available within the limit
     */
    void apply(Manifest manifest, Duration limit) {
        List<HasMetadata> workloads = new ArrayList<>();
        for (HasMetadata object : manifest.objects()) {
            HasMetadata applied = apply(manifest, object);
            if (Rollout.isWaitedFor(applied)) {
                workloads.add(applied);
            }
        }
        await(manifest, workloads, limit);
    }

    private HasMetadata apply(Manifest manifest, HasMetadata object) {
        try {
            return client.resource(object)
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .fieldManager(FIELD_MANAGER)
                    .forceConflicts()
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            String said = e.getStatus() == null || e.getStatus().getMessage() == null
                    ? String.valueOf(e.getMessage())
                    : e.getStatus().getMessage();
            throw new WorkloadException(
                    "the K3s cluster refuses " + name(object) + " of the manifest \"" + manifest.name() + "\": " + said
                            + ". Correct the manifest; `"
                            + check(client.getConfiguration().getFile(), manifest.name()) + "` checks it.",
                    e);
        }
    }

    /** The command that asks the same cluster, which no current kubeconfig names. */
    static String check(@Nullable File kubeconfig, String manifest) {
        List<String> words = new ArrayList<>(List.of("kubectl"));
        if (kubeconfig != null) {
            words.addAll(List.of("--kubeconfig", kubeconfig.getAbsolutePath()));
        }
        words.addAll(List.of("apply", "--server-side", "--dry-run=server", "-f", manifest));
        return Shell.join(words);
    }

    private void await(Manifest manifest, List<HasMetadata> workloads, Duration limit) {
        Pause pause = new Pause(limit, PAUSE);
        List<HasMetadata> late = workloads;
        while (true) {
            Map<HasMetadata, String> missing = new LinkedHashMap<>();
            for (HasMetadata workload : late) {
                @Nullable HasMetadata now = client.resource(workload).get();
                Optional<String> reason = now == null ? Optional.of("it is gone") : Rollout.missing(now);
                reason.ifPresent(text -> missing.put(workload, text));
            }
            if (missing.isEmpty()) {
                return;
            }
            late = List.copyOf(missing.keySet());
            boolean hopeless =
                    late.stream().flatMap(workload -> pods(workload).stream()).anyMatch(Rollout::isHopeless);
            if (hopeless || !pause.sleep()) {
                throw new WorkloadException(
                        message(manifest, missing, hopeless ? Optional.empty() : Optional.of(limit)));
            }
        }
    }

    private String message(Manifest manifest, Map<HasMetadata, String> missing, Optional<Duration> limit) {
        StringBuilder message = new StringBuilder("the manifest \"")
                .append(manifest.name())
                .append("\" is applied to the K3s cluster, but ")
                .append(limit.map(time -> "after " + Durations.text(time) + " not all of it is available:")
                        .orElse("not all of it can become available:"));
        missing.forEach((workload, reason) -> {
            message.append("\n  - ").append(name(workload)).append(": ").append(reason);
            for (Pod pod : pods(workload)) {
                Rollout.reason(pod).ifPresent(text -> message.append("\n      ").append(text));
                if (!Rollout.isExplained(pod)) {
                    warnings(pod)
                            .forEach(text -> message.append("\n      event ").append(text));
                }
            }
        });
        return message.append("\nCorrect the manifest, import its images with ")
                .append(K3sSettings.IMAGES)
                .append(", or give it more time with ")
                .append(K3sSettings.READY_LIMIT)
                .append(".")
                .toString();
    }

    private List<Pod> pods(HasMetadata workload) {
        if (workload instanceof Pod pod) {
            @Nullable Pod now = client.resource(pod).get();
            return now == null ? List.of() : List.of(now);
        }
        Map<String, String> labels = Rollout.podLabels(workload);
        return labels.isEmpty()
                ? List.of()
                : client.pods()
                        .inNamespace(workload.getMetadata().getNamespace())
                        .withLabels(labels)
                        .list()
                        .getItems();
    }

    private List<String> warnings(Pod pod) {
        List<Event> events = client
                .v1()
                .events()
                .inNamespace(pod.getMetadata().getNamespace())
                .withField("involvedObject.uid", pod.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .filter(event -> "Warning".equals(event.getType()))
                .sorted(Comparator.comparing(event -> String.valueOf(event.getLastTimestamp())))
                .toList();
        return events.subList(Math.max(0, events.size() - MOST_EVENTS), events.size()).stream()
                .map(event -> event.getReason() + ": " + event.getMessage())
                .distinct()
                .toList();
    }

    private static String name(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        return object.getKind() + " " + (namespace == null ? "" : namespace + "/")
                + object.getMetadata().getName();
    }
}
