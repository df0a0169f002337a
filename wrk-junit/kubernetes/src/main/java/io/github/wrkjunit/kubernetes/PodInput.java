// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Standard input of the container in which the engine runs, to which this process attaches: the words of the load first, orders
 * then, a line each. A connection that has broken, as when the API server starts again, is opened again for the next order; the
 * engine does not see that. Thread-safe.
 */
final class PodInput implements AutoCloseable {

    private static final int MOST_TRIES = 3;

    /** A way to standard input. */
    interface Connection extends AutoCloseable {

        void write(String text) throws IOException;

        @Override
        void close();
    }

    private final String first;
    private final Function<Pod, Connection> opener;
    private @Nullable Pod pod;
    private @Nullable Connection connection;
    private boolean closed;

    /**
     * That of a pod which is not known yet.
     *
     * @param first what is written first of all, whole lines
     * @param opener attaches to a pod
     */
    PodInput(String first, Function<Pod, Connection> opener) {
        this.first = first;
        this.opener = opener;
    }

    /** Attaches to this container of pods. */
    static Function<Pod, Connection> attaching(ClusterCalls calls, String container) {
        return pod -> new Attached(calls.client()
                .pods()
                .resource(pod) // by its name the client would read it first, for which there need be no right
                .inContainer(container)
                .withReadyWaitTimeout(0) // it runs
                .redirectingInput()
                .attach());
    }

    /** Writes the first lines to the container, which runs; only the first call does. */
    synchronized void begin(Pod running) {
        if (pod == null && !closed) {
            pod = running;
            write(first);
        }
    }

    /**
     * Gives an order.
     *
     * @return false if it cannot be given: the container does not run yet, or cannot be reached
     */
    synchronized boolean order(String word) {
        return pod != null && !closed && write(word + "\n");
    }

    @Override
    public synchronized void close() {
        closed = true;
        disconnect();
    }

    private boolean write(String text) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            try {
                connected().write(text);
                return true;
            } catch (IOException | KubernetesClientException | RejectedExecutionException e) {
                disconnect();
            }
        }
        return false;
    }

    private Connection connected() {
        Connection open = connection;
        if (open == null) {
            if (pod == null) {
                throw new IllegalStateException("There is no pod yet.");
            }
            open = opener.apply(pod);
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    /**
     * A connection to the API server.
     *
     * @param watch the client's view of it
     */
    private record Attached(ExecWatch watch) implements Connection {

        @Override
        public void write(String text) throws IOException {
            if (watch.exitCode().isDone()) {
                throw new IOException("The connection has ended.");
            }
            OutputStream input = watch.getInput();
            input.write(text.getBytes(UTF_8));
            input.flush();
        }

        @Override
        public void close() {
            watch.close();
        }
    }
}
