// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.spec.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The log of one container, with time stamps. It is asked for by the client's HTTP client and not by its {@code watchLog}, which takes
 * a refusal for the log itself. Thread-safe.
 */
final class PodLogSource implements PodLog.Source {

    private static final int LONGEST_REFUSAL_BYTES = 1 << 16;

    /** An API server that has not begun its answer by then has not heard the question: the connection has died without a word. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final Duration limit;
    private final String url;

    PodLogSource(KubernetesClient client, Pod pod, String container) {
        this(client, pod, container, ANSWER_LIMIT);
    }

    /** With a limit for the time until the answer begins; it may then take as long as the container lives. */
    PodLogSource(KubernetesClient client, Pod pod, String container, Duration limit) {
        this.client = client;
        this.limit = limit;
        String server = client.getMasterUrl().toString();
        url = (server.endsWith("/") ? server : server + "/") + "api/v1/namespaces/"
                + pod.getMetadata().getNamespace() + "/pods/"
                + pod.getMetadata().getName()
                + "/log?follow=true&timestamps=true&container=" + container;
    }

    @Override
    public InputStream open(Optional<String> since) throws IOException {
        String from = since.map(time -> "&sinceTime=" + URLEncoder.encode(time, UTF_8))
                .orElse("");
        CompletableFuture<HttpResponse<InputStream>> asked = client.getHttpClient()
                .sendAsync(
                        client.getHttpClient()
                                .newHttpRequestBuilder()
                                .uri(url + from)
                                .build(),
                        InputStream.class);
        HttpResponse<InputStream> answer = await(asked);
        if (!answer.isSuccessful()) {
            throw refusal(answer);
        }
        return answer.body();
    }

    private HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> asked) throws IOException {
        try {
            return asked.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new IOException("no answer within " + Durations.readable(limit), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
    }

    private static IOException refusal(HttpResponse<InputStream> answer) throws IOException {
        String said;
        try (InputStream body = answer.body()) {
            said = new String(body.readNBytes(LONGEST_REFUSAL_BYTES), UTF_8);
        }
        String words = words(said).orElse("HTTP status " + answer.code());
        return answer.code() == HttpURLConnection.HTTP_NOT_FOUND
                ? new PodLog.LogGoneException(words)
                : new IOException(words);
    }

    /** What an API server says in a status of its own; empty if something else has answered. */
    private static Optional<String> words(String said) {
        try {
            return Optional.ofNullable(Serialization.unmarshal(said, Status.class))
                    .map(Status::getMessage);
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }
}
