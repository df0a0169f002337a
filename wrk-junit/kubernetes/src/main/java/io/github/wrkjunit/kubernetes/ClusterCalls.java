// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is asked of the cluster, call by call. Each try has a time limit; an answer of 429 or 5xx and a broken connection are
 * tried again, later each time, for about ten seconds, which an API server needs to start again; all tries together have a
 * limit of their own, as the client does not limit the time between an answer's head and its end. Thread-safe.
 */
final class ClusterCalls implements AutoCloseable {

    /** What every pod of a Job carries, in all versions. */
    static final String CONTROLLER = "controller-uid";

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final Duration ALL_LIMIT = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration RECONNECT_PAUSE = Duration.ofMillis(100);
    private static final int MOST_RETRIES = 7;

    private final KubernetesClient client;
    private final ExecutorService executor;
    private final Duration limit;

    ClusterCalls(Config config) {
        this(config, ALL_LIMIT);
    }

    /** With another limit for all tries of a call together. */
    ClusterCalls(Config config, Duration limit) {
        this.limit = limit;
        AtomicInteger number = new AtomicInteger();
        executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "wrk-cluster-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withConnectionTimeout(millis(CONNECT_LIMIT))
                        .withRequestTimeout(millis(CALL_LIMIT))
                        .withRequestRetryBackoffInterval(millis(FIRST_PAUSE))
                        .withRequestRetryBackoffLimit(MOST_RETRIES)
                        .withWatchReconnectInterval(millis(RECONNECT_PAUSE))
                        .withWatchReconnectLimit(-1)
                        .withHttp2Disable(true) // a connection that has died takes nothing else with it
                        .build())
                .withTaskExecutor(executor)
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    ExecutorService executor() {
        return executor;
    }

    /** Where the API server is, and which file says so. */
    String server() {
        return client.getMasterUrl() + Kubeconfig.origin(client.getConfiguration());
    }

    /** What this user may do in the namespace, all in one answer; nothing if the cluster does not say. */
    List<ResourceRule> rules(String namespace) {
        SelfSubjectRulesReview question = new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .withNamespace(namespace)
                .endSpec()
                .build();
        try {
            SelfSubjectRulesReview answer = call(() -> client.resource(question).create());
            return answer.getStatus() == null ? List.of() : answer.getStatus().getResourceRules();
        } catch (KubernetesClientException e) {
            if (e.getCode() <= 0) {
                throw e;
            }
            return List.of();
        }
    }

    boolean allowed(SelfSubjectAccessReview review) {
        SelfSubjectAccessReview answer = call(() -> client.resource(review).create());
        return answer.getStatus() != null
                && Boolean.TRUE.equals(answer.getStatus().getAllowed());
    }

    /** Creates the Job; a first answer that was lost on its way is no failure, as its name is ours alone. */
    Job create(Job job) {
        try {
            return call(() -> client.resource(job).create());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return jobs(job.getMetadata().getNamespace(), job.getMetadata().getLabels()).stream()
                    .filter(there -> there.getMetadata()
                            .getName()
                            .equals(job.getMetadata().getName()))
                    .findFirst()
                    .orElseThrow(() -> e);
        }
    }

    /** Creates what a Job owns; tells whether it was not there. */
    boolean createOwned(HasMetadata owned) {
        try {
            call(() -> client.resource(owned).create());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) { // as above
                throw e;
            }
            return false;
        }
    }

    /** Gives a ConfigMap that is there the owners of this one as well. */
    void addOwners(ConfigMap shared) {
        String patch = shared.getMetadata().getOwnerReferences().stream()
                .map(owner -> "{\"op\":\"add\",\"path\":\"/metadata/ownerReferences/-\",\"value\":"
                        + Serialization.asJson(owner) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        // by its name the client would read it first, megabytes for which there need be no right
        call(() -> client.resource(shared).patch(PatchContext.of(PatchType.JSON), patch));
    }

    /** Changes a Job by a merge patch. */
    void patchJob(String namespace, String name, String patch) {
        call(() -> job(namespace, name).patch(PatchContext.of(PatchType.JSON_MERGE), patch));
    }

    /** Deletes the Job and, in the background, all that it owns; tells whether there was one, as one that is gone is no failure. */
    boolean deleteJob(String namespace, String name) {
        List<StatusDetails> deleted = call(() -> job(namespace, name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
        return !deleted.isEmpty();
    }

    private ScalableResource<Job> job(String namespace, String name) {
        return client.batch().v1().jobs().inNamespace(namespace).withName(name);
    }

    List<Job> jobs(String namespace, Map<String, String> labels) {
        return call(() -> client.batch()
                        .v1()
                        .jobs()
                        .inNamespace(namespace)
                        .withLabels(labels)
                        .list())
                .getItems();
    }

    List<Pod> pods(Job job) {
        return call(() -> client.pods()
                        .inNamespace(job.getMetadata().getNamespace())
                        .withLabel(CONTROLLER, job.getMetadata().getUid())
                        .list())
                .getItems();
    }

    private <T> T call(Supplier<T> request) {
        Future<T> answer = executor.submit(request::get);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new KubernetesClientException("", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new KubernetesClientException("no answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new KubernetesClientException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
        executor.shutdownNow();
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
