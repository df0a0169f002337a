// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that misbehaves, in a process of its own, and tells afterwards what it received.
 *
 * <pre>{@code
 * try (var server = RudeServer.start(Behaviour.HANGS, Setting.every(10))) {
 *     offerLoadTo(server.url());
 *     server.stop();
 *     assertThat(server.log().counts().did(Deed.HUNG)).isEqualTo(report.count(Outcome.TIMEOUT));
 * }
 * }</pre>
 *
 * <p>The process ends with {@link #stop}, {@link #kill}, {@link #close}, and when the JVM of the test ends, however that
 * ends. One thread at a time.
 */
public final class RudeServer implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Behaviour behaviour;
    private final Process process;
    private final ServerOutput output;
    private boolean suspended;

    private RudeServer(Behaviour behaviour, Process process) {
        this.behaviour = behaviour;
        this.process = process;
        this.output = new ServerOutput(process.inputReader(StandardCharsets.UTF_8));
    }

    /**
     * Starts a server on a free port of 127.0.0.1 and waits until it is ready.
     *
     * @throws IllegalArgumentException if the behaviour does not take a setting
     * @throws IllegalStateException if it is not ready within 30 s, with what it printed
     */
    public static RudeServer start(Behaviour behaviour, Setting... settings) throws IOException {
        Settings.of(behaviour, List.of(settings));
        var builder = new ProcessBuilder(command(behaviour, settings)).redirectErrorStream(true);
        // The JVM would say on standard error that it picked them up, and the log would have a line that is none.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        var server = new RudeServer(behaviour, builder.start());
        if (!server.awaitLines("port ", 1)) {
            server.kill();
            throw new IllegalStateException(server.name() + " did not tell its port within " + LIMIT.toSeconds()
                    + " s. Its output:\n" + String.join("\n", server.output.lines()));
        }
        return server;
    }

    /** The port on 127.0.0.1. */
    public int port() {
        String line = output.lines().stream()
                .filter(text -> text.startsWith("port "))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.substring("port ".length()));
    }

    /** The address without a path: {@code http://127.0.0.1:40123}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The process of the server. */
    public Process process() {
        return process;
    }

    /** Stops the process in its tracks (SIGSTOP): the kernel goes on accepting connections and bytes for it. */
    public void suspend() throws IOException {
        signal("-STOP");
        suspended = true;
    }

    /** Lets a suspended process go on (SIGCONT). */
    public void resume() throws IOException {
        signal("-CONT");
        suspended = false;
    }

    /**
     * Waits until the server has logged so many requests; what it does about the last of them may not be decided yet.
     *
     * @throws IllegalStateException if that does not come about within 30 s
     */
    public void awaitReceived(long requests) {
        if (!awaitLines("received ", requests)) {
            throw new IllegalStateException(name() + " did not receive " + requests + " requests within "
                    + LIMIT.toSeconds() + " s. Send so many, or wait for fewer.");
        }
    }

    /** Kills the process (SIGKILL) and waits for its end; what it logged before is kept. */
    public void kill() {
        forceEnd();
        awaitEnd();
    }

    /**
     * Ends the process in order and waits for its end; without effect if it has ended.
     *
     * @throws IllegalStateException if it has not ended within 30 s; it is killed then
     */
    public void stop() throws IOException {
        if (!process.isAlive()) {
            awaitEnd();
            return;
        }
        if (suspended) {
            resume();
        }
        process.outputWriter(StandardCharsets.UTF_8).close();
        awaitEnd();
    }

    /**
     * What the server saw.
     *
     * @throws IllegalStateException if it was not stopped or killed, or printed what is no entry of a log
     */
    public ServerLog log() {
        if (process.isAlive()) {
            throw new IllegalStateException(name() + " is still running. Call stop() before log().");
        }
        awaitEnd();
        return ServerLogParser.parse(output.lines());
    }

    /** Kills the process if it is still there. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static List<String> command(Behaviour behaviour, Setting... settings) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                ownClassPath(),
                RudeServerMain.class.getName(),
                behaviour.name()));
        for (Setting setting : settings) {
            command.add(setting.toString());
        }
        return command;
    }

    /** The server needs nothing but the classes of this package, wherever they were compiled to. */
    private static String ownClassPath() {
        try {
            return Path.of(RudeServerMain.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The classes of the server are not in a folder or jar on this machine", e);
        }
    }

    private void signal(String signal) throws IOException {
        Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                .inheritIO()
                .start();
        try {
            if (!kill.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new IllegalStateException("kill " + signal + " " + process.pid() + " failed: " + name() + " is "
                        + (process.isAlive() ? "alive." : "not alive; send signals before it ends."));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private boolean awaitLines(String start, long count) {
        try {
            return output.await(line -> line.startsWith(start), count, LIMIT);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void awaitEnd() {
        try {
            boolean inOrder = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            if (!inOrder) {
                forceEnd();
                process.waitFor();
            }
            if (!output.awaitEnd(LIMIT) || !inOrder) {
                throw new IllegalStateException(name() + " did not end within " + LIMIT.toSeconds()
                        + " s and was killed. Its output:\n" + String.join("\n", output.lines()));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void forceEnd() {
        // Not by Process.destroyForcibly(): that closes our end of the pipe too, with what of the log is still in it.
        process.toHandle().destroyForcibly();
    }

    private IllegalStateException interrupted(InterruptedException e) {
        forceEnd();
        Thread.currentThread().interrupt();
        return new IllegalStateException("Interrupted while waiting for " + name() + ", which is killed.", e);
    }

    private String name() {
        return "RudeServer " + behaviour + " (process " + process.pid() + ")";
    }
}
