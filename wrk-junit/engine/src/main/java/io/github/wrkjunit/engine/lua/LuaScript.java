// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.engine.http.RequestSource;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's script through its life, as wrk leads it: {@link #load}, then in each thread {@link #thread}, then {@link #done},
 * then {@link #close}.
 *
 * <p>All methods but {@link #whereabouts} want one thread at a time, and what {@link #thread} gives is confined to its worker
 * while the run lasts. A script can run for ever; then nothing but the end of the process stops it, and {@link #whereabouts}
 * tells where it is. {@link #close} must not be called while a thread is inside the script.
 *
 * <p>Throws {@link ScriptException} when the script fails and {@link ScriptExitException} when it calls {@code os.exit}; in
 * both cases the run is over.
 */
public final class LuaScript implements AutoCloseable {
    private final ScriptSource source;
    private final ScriptEnvironment environment;
    private final ScriptStates states;
    private final LineOutput output;
    private @Nullable LuaState main;
    /** What the main state is doing; empty: nothing. */
    private volatile String activity = "";

    /** A script that is not loaded yet. */
    public LuaScript(ScriptSource source, ScriptEnvironment environment) {
        this.source = requireNonNull(source, "source");
        this.environment = requireNonNull(environment, "environment");
        this.states = new ScriptStates(environment);
        this.output = new LineOutput(environment);
    }

    /**
     * Runs all that comes before the first request: the script's file in the main state and in each thread's state, address
     * resolution, {@code setup()}, {@code init()}, and the first request of the first thread, which is checked and kept.
     * Throws {@link IllegalStateException} when there is no LuaJIT for this platform.
     */
    public void load() {
        if (main != null) {
            throw new IllegalStateException("Script " + source.name() + " is loaded already.");
        }
        LuaState created = new LuaState(state -> new HostFunctions(state, states, -1, output));
        main = created;
        activity = Operation.LOAD.where();
        configure(created, 0);
        inMain(created, Operation.LOAD, script());
        for (int i = 0; i < environment.threads(); i++) {
            ScriptThread thread = new ScriptThread(states, i, source.name(), new LineOutput(environment));
            states.threads().add(thread);
            thread.operate(Operation.CONFIGURE, settings(i + 1));
            activity = Operation.LOAD.where() + " for thread " + (i + 1);
            thread.operate(Operation.LOAD, script());
            thread.operate(Operation.NAME_THREAD, i);
            if (i == 0) {
                inMain(created, Operation.RESOLVE, 0);
            }
            inMain(created, Operation.SETUP, i);
            activity = Operation.INIT.where() + " of thread " + (i + 1);
            thread.init();
            if (i == 0) {
                thread.checkFirst();
            }
        }
        activity = "";
    }

    /** The requests of a thread, from 0. */
    public RequestSource thread(int index) {
        return states.threads().get(index);
    }

    /** The address that the script has given to a thread ({@code thread.addr}); empty when the script leaves it open. */
    public Optional<InetSocketAddress> address(int index) {
        return states.chosenAddress(index);
    }

    /** Calls the script's {@code done()}, if it has one; all threads have to have ended. */
    public void done(ScriptSummary summary, ScriptStatistics latency, ScriptStatistics requests) {
        states.statistics(latency, requests);
        long[] numbers = {
            summary.durationUs(),
            summary.requests(),
            summary.bytes(),
            summary.connectErrors(),
            summary.readErrors(),
            summary.writeErrors(),
            summary.statusErrors(),
            summary.timeouts()
        };
        List<byte[]> texts = new ArrayList<>();
        for (long number : numbers) {
            texts.add(utf8(Long.toString(number)));
        }
        inMain(loaded(), Operation.DONE, texts);
        output.finish();
    }

    /** Where the script is now, for a watchdog: a line for a person. Callable from any thread at any time. */
    public String whereabouts() {
        List<String> places = new ArrayList<>();
        String now = activity;
        if (!now.isEmpty()) {
            places.add(now);
        }
        for (ScriptThread thread : states.threads()) {
            thread.whereabouts().ifPresent(places::add);
        }
        return "Script " + source.name() + ": " + (places.isEmpty() ? "not running" : String.join("; ", places));
    }

    /**
     * Closes all states; what has been printed without a line's end is printed now. Requests that were given before are no
     * longer valid: reading their bytes is reading freed memory.
     */
    @Override
    public void close() {
        output.finish();
        for (ScriptThread thread : states.threads()) {
            thread.close();
        }
        states.threads().clear();
        LuaState open = main;
        main = null;
        if (open != null) {
            open.close();
        }
    }

    private LuaState loaded() {
        LuaState state = main;
        if (state == null) {
            throw new IllegalStateException("Script " + source.name() + " is not loaded, or closed.");
        }
        return state;
    }

    private void configure(LuaState state, int thread) {
        state.operate(Operation.CONFIGURE.number(), settings(thread));
    }

    private void inMain(LuaState state, Operation operation, int argument) {
        activity = operation.where();
        try {
            state.operate(operation.number(), argument);
        } catch (LuaFault e) {
            throw failed(e, operation, operation == Operation.SETUP ? " for thread " + (argument + 1) : "");
        }
        activity = "";
    }

    private void inMain(LuaState state, Operation operation, List<byte[]> arguments) {
        activity = operation.where();
        try {
            state.operate(operation.number(), arguments);
        } catch (LuaFault e) {
            throw failed(e, operation, "");
        }
        activity = "";
    }

    private ScriptException failed(LuaFault fault, Operation operation, String detail) {
        String advice =
                switch (operation) {
                    case DONE -> "Fix the script.";
                    case RESOLVE ->
                        "Check the host of the URL " + environment.target().url() + ".";
                    default -> "Fix the script; no request was made up in its place.";
                };
        return new ScriptException(fault, operation.where() + detail, advice, 0);
    }

    private List<byte[]> script() {
        return List.of(utf8(source.name()), source.bytes());
    }

    /** As the prelude's operation 2 reads them. */
    private List<byte[]> settings(int thread) {
        ScriptTarget target = environment.target();
        List<byte[]> texts = new ArrayList<>();
        texts.add(utf8(target.url()));
        texts.add(utf8(target.scheme()));
        texts.add(utf8(target.host()));
        texts.add(utf8(target.port() == null ? "" : target.port()));
        texts.add(utf8(target.path()));
        texts.add(utf8(source.directory() == null ? "" : source.directory().toString()));
        texts.add(utf8(Boolean.toString(environment.seed().given())));
        texts.add(utf8(Double.toString(environment.seed().of(thread, 0))));
        texts.add(utf8(Integer.toString(environment.headers().size())));
        for (Map.Entry<String, String> header : environment.headers().entrySet()) {
            texts.add(utf8(header.getKey()));
            texts.add(utf8(header.getValue()));
        }
        for (String argument : environment.arguments()) {
            texts.add(utf8(argument));
        }
        return texts;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
