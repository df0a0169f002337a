// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.scripts;

import io.github.wrkjunit.engine.http.RequestSource;
import io.github.wrkjunit.engine.lua.LuaScript;
import io.github.wrkjunit.engine.lua.ScriptAddresses;
import io.github.wrkjunit.engine.lua.ScriptEnvironment;
import io.github.wrkjunit.engine.lua.ScriptSeed;
import io.github.wrkjunit.engine.lua.ScriptSource;
import io.github.wrkjunit.engine.lua.ScriptTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The requests that a script of this module makes. */
final class Requests {
    static final int COUNT = 10_000;

    private Requests() {}

    /** Ten thousand requests of one thread, the same each time. */
    static List<Request> of(String name) {
        return of(name, Map.of());
    }

    /** Ten thousand requests of one thread with these variables in the environment, the same each time. */
    static List<Request> of(String name, Map<String, String> variables) {
        String assignments = variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=[[" + variable.getValue() + "]]")
                .collect(Collectors.joining(","));
        return of(name, "function os.getenv(n) return ({" + assignments + "})[n] end ", 1, COUNT, true)
                .get(0);
    }

    /** The requests of several threads, run after this piece of Lua; reproducible when the seed counts as given. */
    static List<List<Request>> of(String name, String before, int threads, int count, boolean seedGiven) {
        ScriptEnvironment environment = new ScriptEnvironment(
                new ScriptTarget("http://target:5000/base?q=1", "http", "target", "5000", "/base?q=1"),
                List.of(),
                Map.of(),
                threads,
                new ScriptSeed(20_260_101, 0, seedGiven),
                new OneAddress(),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                false);
        List<List<Request>> all = new ArrayList<>();
        try (LuaScript script = new LuaScript(ScriptSource.ofText(name, before + text(name)), environment)) {
            script.load();
            for (int thread = 0; thread < threads; thread++) {
                all.add(take(script.thread(thread), count));
            }
        }
        return all;
    }

    /** A script's text, from the class path as users get it. */
    static String text(String name) {
        try (InputStream stream = Requests.class.getResourceAsStream("/io/github/wrkjunit/scripts/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Request> take(RequestSource source, int count) {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer bytes = source.next();
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            requests.add(Request.of(new String(copy, StandardCharsets.ISO_8859_1)));
        }
        return requests;
    }

    private static final class OneAddress implements ScriptAddresses {
        @Override
        public List<InetSocketAddress> lookup(String host, String service) {
            return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000));
        }

        @Override
        public boolean connect(InetSocketAddress address) {
            return true;
        }
    }
}
