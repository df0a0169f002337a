// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.github.wrkjunit.spec.UrlAuthority;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finds out within three seconds whether anything listens at the API server's address: the client itself tries for ten seconds
 * and more, which an API server needs that starts again in the middle of a run. Stateless.
 */
final class ClusterReach {

    /** All tries together. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private ClusterReach() {}

    /** Why nothing answers there, in whole sentences with the way out; empty if something does, or a proxy would have to tell. */
    static Optional<String> problem(Config config) {
        if (config.getHttpProxy() != null || config.getHttpsProxy() != null) {
            return Optional.empty();
        }
        URI server = URI.create(config.getMasterUrl());
        long endNs = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                connect(server, endNs);
                return Optional.empty();
            } catch (IOException e) {
                boolean again = e instanceof ConnectException && endNs - System.nanoTime() > PAUSE.toNanos();
                if (!again || !pause()) {
                    return Optional.of(message(config, e));
                }
            }
        }
    }

    /** The message for a call that got no answer. */
    static String message(Config config, Throwable failure) {
        return "the cluster does not answer: " + words(failure) + " at " + config.getMasterUrl()
                + Kubeconfig.origin(config) + ". Start it, or set " + KubernetesSettings.KUBECONFIG + " or "
                + KubernetesSettings.CONTEXT + " to one that runs.";
    }

    /** What has happened to a connection, in words; the client's own exceptions often have none. */
    static String words(Throwable failure) {
        Throwable last = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "unknown host";
            }
            if (cause instanceof SocketTimeoutException || cause instanceof HttpTimeoutException) {
                return "no answer in time";
            }
            boolean refused = cause instanceof ConnectException
                    && (cause.getCause() instanceof ClosedChannelException
                            || String.valueOf(cause.getMessage()).contains("refused"));
            if (refused) {
                return "connection refused";
            }
            last = cause;
        }
        return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    }

    /** {@link URI#getHost} knows no names with an underscore, and nobody asks for loopback here. */
    private static String host(URI server) throws IOException {
        return UrlAuthority.of(server)
                .map(UrlAuthority::host)
                .orElseThrow(() -> new IOException("the address " + server + " has no host"));
    }

    private static void connect(URI server, long endNs) throws IOException {
        int port = server.getPort() > 0 ? server.getPort() : "http".equals(server.getScheme()) ? HTTP : HTTPS;
        IOException first = null;
        for (InetAddress address : InetAddress.getAllByName(host(server))) {
            int leftMs = (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime()));
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, port), leftMs);
                return;
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
