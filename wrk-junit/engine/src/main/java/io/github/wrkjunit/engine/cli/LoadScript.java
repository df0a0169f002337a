// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.http.HttpTarget;
import io.github.wrkjunit.engine.http.RequestSource;
import io.github.wrkjunit.engine.loop.LoadResult;
import io.github.wrkjunit.engine.lua.LuaScript;
import io.github.wrkjunit.engine.lua.ScriptAddresses;
import io.github.wrkjunit.engine.lua.ScriptEnvironment;
import io.github.wrkjunit.engine.lua.ScriptSeed;
import io.github.wrkjunit.engine.lua.ScriptSource;
import io.github.wrkjunit.engine.lua.ScriptStatistics;
import io.github.wrkjunit.engine.lua.ScriptSummary;
import io.github.wrkjunit.engine.lua.ScriptTarget;
import io.github.wrkjunit.report.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The script of a load, or none. One thread at a time, but for {@link #whereabouts}. */
final class LoadScript implements AutoCloseable {

    private final @Nullable LuaScript script;

    private LoadScript(@Nullable LuaScript script) {
        this.script = script;
    }

    /** Reads the file; throws {@link UsageException} if it cannot be read. */
    static LoadScript of(Arguments arguments, long seed, ScriptAddresses addresses, PrintStream out) {
        return new LoadScript(arguments
                .script()
                .map(file -> read(file, arguments, seed, addresses, out))
                .orElse(null));
    }

    boolean isPresent() {
        return script != null;
    }

    void load() {
        if (script != null) {
            script.load();
        }
    }

    RequestSource thread(int index) {
        if (script == null) {
            throw new IllegalStateException("there is no script");
        }
        return script.thread(index);
    }

    Optional<InetSocketAddress> address(int thread) {
        return script == null ? Optional.empty() : script.address(thread);
    }

    void done(LoadResult result) {
        if (script != null) {
            script.done(
                    summary(result),
                    ScriptStatistics.ofLatencies(RunTotals.answeredLatencyUs(result)),
                    ScriptStatistics.ofRequests(result.answersPerSecond()));
        }
    }

    String whereabouts() {
        return script == null ? "There is no script" : script.whereabouts();
    }

    @Override
    public void close() {
        if (script != null) {
            script.close();
        }
    }

    private static LuaScript read(
            String file, Arguments arguments, long seed, ScriptAddresses addresses, PrintStream out) {
        HttpTarget target = arguments.target();
        try {
            return new LuaScript(
                    ScriptSource.ofFile(Path.of(file)),
                    new ScriptEnvironment(
                            new ScriptTarget(
                                    arguments.url(),
                                    "http",
                                    target.host(),
                                    target.portGiven() ? Integer.toString(target.port()) : null,
                                    target.path()),
                            arguments.scriptArguments(),
                            arguments.headers(),
                            arguments.threads(),
                            new ScriptSeed(
                                    seed, arguments.worker(), arguments.seed().isPresent()),
                            addresses,
                            out,
                            arguments.events()));
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(List.of("-s \"" + file + "\" cannot be read: " + e.getMessage()
                    + ". Name a Lua file that is there; no load is offered without it."));
        }
    }

    private static ScriptSummary summary(LoadResult result) {
        return new ScriptSummary(
                result.elapsedNs() / 1000,
                RunTotals.answered(result),
                result.bytesRead(),
                result.count(Outcome.CONNECT),
                result.count(Outcome.RESET) + result.count(Outcome.MALFORMED),
                0,
                result.count(Outcome.CLIENT_ERROR) + result.count(Outcome.SERVER_ERROR),
                result.count(Outcome.TIMEOUT));
    }
}
