// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one Job, its pod and their events. It is listed once and watched from then on; a watch that ends is begun
 * again where it ended, and where the server has forgotten that place, all is listed again. Thread-safe.
 */
final class JobWatch implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(JobWatch.class.getName());

    private final ClusterCalls calls;
    private final Job created;
    private final Runnable changed;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final Map<String, Event> events = new LinkedHashMap<>();
    private Job job;
    private boolean jobDeleted;
    private @Nullable Pod pod;
    private boolean podDeleted;
    private boolean closed;

    /** What is known at a moment. */
    record Seen(Job job, boolean jobDeleted, @Nullable Pod pod, boolean podDeleted, List<Event> events) {

        /** Whether the container of this name has run, so that its log can be opened. */
        boolean hasLog(String container) {
            return state(container)
                    .filter(state -> state.getRunning() != null || state.getTerminated() != null)
                    .isPresent();
        }

        /** Whether nothing is written into the log of this container any more. */
        boolean hasEnded(String container) {
            return podDeleted
                    || state(container)
                            .filter(state -> state.getTerminated() != null)
                            .isPresent();
        }

        private Optional<ContainerState> state(String container) {
            return Optional.ofNullable(pod).map(Pod::getStatus).stream()
                    .flatMap(status -> Stream.of(status.getContainerStatuses(), status.getInitContainerStatuses()))
                    .flatMap(List::stream)
                    .filter(status -> status.getName().equals(container))
                    .findFirst()
                    .map(ContainerStatus::getState);
        }
    }

    /** Tells {@code changed}, on a thread of the client, that there is something new. */
    JobWatch(ClusterCalls calls, Job created, Runnable changed) {
        this.calls = calls;
        this.created = created;
        this.changed = changed;
        this.job = created;
    }

    void start() {
        KubernetesClient client = calls.client();
        String namespace = created.getMetadata().getNamespace();
        String uid = created.getMetadata().getUid();
        watch(
                client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withName(created.getMetadata().getName()),
                this::job,
                this::jobGone);
        watch(client.pods().inNamespace(namespace).withLabel(ClusterCalls.CONTROLLER, uid), this::pod, this::podGone);
        watchEvents(uid);
    }

    synchronized Seen seen() {
        return new Seen(job, jobDeleted, pod, podDeleted, List.copyOf(events.values()));
    }

    /** Asks instead of waiting to be told, for a connection that has died without a word. */
    void refresh() {
        calls.jobs(created.getMetadata().getNamespace(), created.getMetadata().getLabels()).stream()
                .filter(this::isOurs)
                .findFirst()
                .ifPresentOrElse(this::job, () -> jobGone(created));
        List<Pod> pods = calls.pods(created);
        pods.forEach(this::pod);
        Pod known = seen().pod();
        if (known != null && pods.isEmpty()) {
            podGone(known);
        }
    }

    @Override
    public void close() {
        List<SharedIndexInformer<?>> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(informers);
            informers.clear();
        }
        open.forEach(SharedIndexInformer::close);
    }

    private void watchEvents(String uid) {
        watch(
                calls.client()
                        .v1()
                        .events()
                        .inNamespace(created.getMetadata().getNamespace())
                        .withField("involvedObject.uid", uid),
                this::event,
                gone -> {});
    }

    private void job(Job now) {
        synchronized (this) {
            if (!isOurs(now)) {
                return;
            }
            job = now;
        }
        changed.run();
    }

    private void jobGone(Job last) {
        synchronized (this) {
            if (!isOurs(last)) {
                return;
            }
            job = last;
            jobDeleted = true;
        }
        changed.run();
    }

    private void pod(Pod now) {
        String uid = now.getMetadata().getUid();
        boolean first;
        synchronized (this) {
            Pod known = pod;
            first = known == null;
            if (known != null && !known.getMetadata().getUid().equals(uid)) {
                return; // there is one attempt only; a later pod is none of ours
            }
            pod = now;
        }
        if (first) {
            watchEvents(uid);
        }
        changed.run();
    }

    private void podGone(Pod last) {
        synchronized (this) {
            Pod known = pod;
            if (known == null
                    || !known.getMetadata().getUid().equals(last.getMetadata().getUid())) {
                return;
            }
            pod = last;
            podDeleted = true;
        }
        changed.run();
    }

    private void event(Event now) {
        synchronized (this) {
            events.put(now.getMetadata().getUid(), now);
        }
        changed.run();
    }

    private boolean isOurs(Job other) {
        return created.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    private <T extends HasMetadata> void watch(Informable<T> resources, Consumer<T> seen, Consumer<T> gone) {
        SharedIndexInformer<T> informer = resources.runnableInformer(0);
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(T resource) {
                seen.accept(resource);
            }

            @Override
            public void onUpdate(T before, T resource) {
                seen.accept(resource);
            }

            @Override
            public void onDelete(T resource, boolean lastStateUnknown) {
                gone.accept(resource);
            }
        });
        informer.exceptionHandler((started, failure) -> {
            LOGGER.log(System.Logger.Level.DEBUG, "a watch is begun again", failure);
            return true;
        });
        synchronized (this) {
            if (closed) {
                return;
            }
            informers.add(informer);
        }
        var unused = informer.start(); // it tells by its handler and begins again by itself
    }
}
