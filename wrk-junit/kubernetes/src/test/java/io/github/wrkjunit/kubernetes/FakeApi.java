// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Stands in for an API server: answers what a test says, and notes what it was asked, except for watches. A watch sees nothing
 * until the end, unless a test says what: then it sees that and ends. Thread-safe.
 */
final class FakeApi implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> asked = new CopyOnWriteArrayList<>();

    /** One call, and when it came. */
    record Request(String method, String path, String query, String body, long atNs) {

        /** Such as {@code DELETE /apis/batch/v1/namespaces/load/jobs/wrk2-x}. */
        String line() {
            return method + " " + path;
        }
    }

    /** What it is answered. */
    record Answer(int code, String body, boolean cut) {

        /** None: the connection breaks before. */
        static final Answer LOST = new Answer(0, "");

        /** None: the connection stays, and nothing comes. */
        static final Answer SILENCE = new Answer(-1, "");

        /** To a watch: that nothing happens. */
        static final Answer QUIET = new Answer(200, "");

        Answer(int code, String body) {
            this(code, body, false);
        }

        /** One whose connection breaks before its end. */
        static Answer cut(String body) {
            return new Answer(200, body, true);
        }

        /** The object itself. */
        static Answer of(Object object) {
            return new Answer(200, Serialization.asJson(object));
        }

        /** A refusal, as an API server puts it. */
        static Answer refusal(int code, String message) {
            return new Answer(
                    code,
                    Serialization.asJson(new StatusBuilder()
                            .withStatus("Failure")
                            .withCode(code)
                            .withMessage(message)
                            .build()));
        }
    }

    FakeApi(Function<Request, Answer> answers) throws IOException {
        this(answers, watch -> Answer.QUIET);
    }

    FakeApi(Function<Request, Answer> answers, Function<Request, Answer> watches) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, answers, watches));
        server.setExecutor(executor);
        server.start();
    }

    Config config() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withNamespace("load")
                .build();
    }

    List<Request> asked() {
        return List.copyOf(asked);
    }

    List<String> lines() {
        return asked.stream().map(Request::line).toList();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    private void answer(HttpExchange exchange, Function<Request, Answer> answers, Function<Request, Answer> watches)
            throws IOException {
        try (exchange;
                InputStream body = exchange.getRequestBody()) {
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getQuery()),
                    new String(body.readAllBytes(), UTF_8),
                    System.nanoTime());
            if (!isWatch(exchange)) {
                asked.add(request);
                send(exchange, answers.apply(request));
            } else if (exchange.getRequestHeaders().containsKey("Upgrade")) {
                send(exchange, new Answer(200, "")); // a web socket is not had, and it is tried again without
            } else {
                watch(exchange, watches.apply(request));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        if (answer.equals(Answer.SILENCE)) {
            closed.await();
        } else if (!answer.equals(Answer.LOST)) {
            byte[] bytes = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.code(), bytes.length + (answer.cut() ? 1 : 0));
            exchange.getResponseBody().write(bytes);
        }
    }

    private void watch(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
        if (!answer.equals(Answer.QUIET)) {
            send(exchange, answer);
            return;
        }
        exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, 0);
        exchange.getResponseBody().flush();
        closed.await();
    }

    private static boolean isWatch(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true");
    }
}
