// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.BytesLimitTerminateTimeTailPrettyLoggable;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The log of one container, with time stamps. Thread-safe. */
final class PodLogSource implements PodLog.Source {

    private final KubernetesClient client;
    private final Pod pod;
    private final String container;

    PodLogSource(KubernetesClient client, Pod pod, String container) {
        this.client = client;
        this.pod = pod;
        this.container = container;
    }

    @Override
    public InputStream open(Optional<String> since) throws IOException {
        BytesLimitTerminateTimeTailPrettyLoggable log = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(container)
                .withReadyWaitTimeout(0) // the caller knows that it runs
                .usingTimestamps();
        LogWatch watch;
        try {
            watch = since.isPresent() ? log.sinceTime(since.get()).watchLog() : log.watchLog();
        } catch (KubernetesClientException e) {
            throw failure(e);
        }
        return new Followed(watch);
    }

    private static IOException failure(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return failure(failure.getCause());
        }
        return failure instanceof KubernetesClientException refused
                        && refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND
                ? new PodLog.LogGoneException(String.valueOf(refused.getMessage()))
                : new IOException(String.valueOf(failure.getMessage()), failure);
    }

    /** Its end is told with the reason. */
    private static final class Followed extends FilterInputStream {

        private final LogWatch watch;

        Followed(LogWatch watch) {
            super(watch.getOutput());
            this.watch = watch;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            if (count < 0) {
                Throwable failure = watch.onClose().toCompletableFuture().getNow(null);
                if (failure != null) {
                    throw failure(failure);
                }
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            watch.close();
            super.close();
        }
    }
}
