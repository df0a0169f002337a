// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A hotel reservation service on a port of its own. Any of its operations can be made slow, wrong or mute, and
 * the whole of it dead, at any time. Thread-safe.
 */
public final class HotelService implements AutoCloseable {

    static {
        // Or the body of an answer waits up to 40 ms for the acknowledgement of its head. Read once by the JDK's
        // server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Hotels hotels = new Hotels();
    private final Map<HotelOperation, Fault> faults = new ConcurrentHashMap<>();
    private final Queue<HttpExchange> hanging = new ConcurrentLinkedQueue<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final InetAddress address;
    private final int port;
    private HttpServer server;
    private boolean dead;

    private HotelService(InetAddress address, int number) {
        this.address = address;
        server = listen(number);
        port = server.getAddress().getPort();
    }

    /** Starts a healthy service on a free port, for guests on this machine. */
    public static HotelService start() {
        try {
            return new HotelService(InetAddress.getByAddress(LOOPBACK), 0);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of four bytes is one", e);
        }
    }

    /**
     * Runs a healthy service for guests from anywhere, until the process is ended.
     *
     * @param arguments its port
     */
    public static void main(String... arguments) {
        HotelService service = new HotelService(
                new InetSocketAddress(0).getAddress(), arguments.length == 1 ? Integer.parseInt(arguments[0]) : 8080);
        System.out.println("The hotel service listens on port " + service.port + ".");
    }

    /** Where it listens, such as {@code http://127.0.0.1:34567}; stays the same when it dies and heals. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Delays each answer of the operation. The delay costs no thread, so the other operations do not notice. */
    public void slow(HotelOperation operation, Duration delay) {
        faults.put(operation, new Fault.Slow(delay));
    }

    /** Lets a share of the operation's answers, from 0 to 1, be 503. */
    public void fail(HotelOperation operation, double share) {
        faults.put(operation, new Fault.Failing(share));
    }

    /** Lets the operation take requests and never answer. */
    public void hang(HotelOperation operation) {
        faults.put(operation, new Fault.Hanging());
    }

    /** Closes the listening socket and all connections, as the end of the process would. */
    public synchronized void die() {
        if (!dead) {
            dead = true;
            server.stop(0);
        }
    }

    /** Ends all faults. What hung until now stays unanswered, its connection is closed. */
    public synchronized void heal() {
        faults.clear();
        closeHanging();
        if (dead) {
            server = listen(port);
            dead = false;
        }
    }

    /** Ends the service. */
    @Override
    public void close() {
        die();
        closeHanging();
        pool.shutdownNow();
    }

    private HttpServer listen(int number) {
        try {
            HttpServer listening = HttpServer.create(new InetSocketAddress(address, number), 1024);
            listening.setExecutor(pool);
            listening.createContext("/", this::handle);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The hotel service cannot listen on " + address.getHostAddress() + ":" + number
                            + ". Is the port free?",
                    e);
        }
    }

    private void handle(HttpExchange exchange) {
        Optional<HotelOperation> operation = HotelOperation.of(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        Fault fault = operation.map(faults::get).orElse(null);
        if (fault instanceof Fault.Hanging) {
            hanging.add(exchange);
        } else if (fault instanceof Fault.Slow slow) {
            CompletableFuture.delayedExecutor(slow.delay().toNanos(), NANOSECONDS, pool)
                    .execute(() -> send(exchange, answer(exchange, operation)));
        } else if (fault instanceof Fault.Failing failing && failing.failsNow()) {
            send(exchange, Answer.message(503, "No hotel can be asked at the moment."));
        } else {
            send(exchange, answer(exchange, operation));
        }
    }

    private Answer answer(HttpExchange exchange, Optional<HotelOperation> operation) {
        if (operation.isEmpty()) {
            return Answer.message(
                    404,
                    "There is no " + exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getPath() + ".");
        }
        try {
            return hotels.answer(
                    operation.get(), new Parameters(exchange.getRequestURI().getRawQuery()));
        } catch (BadRequestException e) {
            return Answer.message(400, String.valueOf(e.getMessage()));
        }
    }

    private static void send(HttpExchange exchange, Answer answer) {
        byte[] body = answer.json().getBytes(UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // The guest has gone; nobody is left to be told.
        }
    }

    private void closeHanging() {
        for (HttpExchange exchange = hanging.poll(); exchange != null; exchange = hanging.poll()) {
            exchange.close();
        }
    }
}
