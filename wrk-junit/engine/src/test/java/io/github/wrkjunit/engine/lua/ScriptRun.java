// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.engine.http.ReceivedAnswer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A script under test with what it is given and what it prints. */
final class ScriptRun implements AutoCloseable, ScriptAddresses {
    static final String URL = "http://target:8080/a/b?c=d";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, List<InetSocketAddress>> names = new LinkedHashMap<>();
    private final List<InetSocketAddress> tried = new ArrayList<>();
    private Set<String> refusing = Set.of();
    private ScriptTarget target = new ScriptTarget(URL, "http", "target", "8080", "/a/b?c=d");
    private ScriptSeed seed = new ScriptSeed(1, 0, false);
    private int threads = 1;
    private boolean escapeEvents = true;
    private Runnable onLine = () -> {};
    private final ScriptSource source;
    private @Nullable LuaScript script;

    private ScriptRun(ScriptSource source) {
        this.source = source;
        names.put("target:8080", List.of(address(1, 8080)));
    }

    static ScriptRun of(String... lines) {
        return new ScriptRun(ScriptSource.ofText("test.lua", String.join("\n", lines)));
    }

    static ScriptRun of(ScriptSource source) {
        return new ScriptRun(source);
    }

    static InetSocketAddress address(int last, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    ScriptRun threads(int count) {
        threads = count;
        return this;
    }

    ScriptRun target(ScriptTarget other) {
        target = other;
        return this;
    }

    ScriptRun header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    ScriptRun arguments(String... words) {
        arguments.addAll(List.of(words));
        return this;
    }

    ScriptRun seed(long value, boolean given) {
        seed = new ScriptSeed(value, 0, given);
        return this;
    }

    ScriptRun name(String hostAndService, InetSocketAddress... addresses) {
        names.put(hostAndService, List.of(addresses));
        return this;
    }

    ScriptRun refusing(String... hostsAndPorts) {
        refusing = Set.of(hostsAndPorts);
        return this;
    }

    ScriptRun withoutEvents() {
        escapeEvents = false;
        return this;
    }

    ScriptRun load() {
        prepare().load();
        return this;
    }

    LuaScript prepare() {
        PrintStream output = new PrintStream(printed, false, StandardCharsets.UTF_8) {
            @Override
            public void flush() {
                super.flush();
                onLine.run();
            }
        };
        LuaScript created = new LuaScript(
                source, new ScriptEnvironment(target, arguments, headers, threads, seed, this, output, escapeEvents));
        script = created;
        return created;
    }

    /** Collects what is observed of the script each time it prints a line. */
    ScriptRun onPrint(List<String> collected, Function<LuaScript, String> observed) {
        onLine = () -> collected.add(observed.apply(script()));
        return this;
    }

    LuaScript script() {
        return requireNonNull(script, "prepare() or load() comes first");
    }

    /** The next request of the first thread. */
    String request() {
        return request(0);
    }

    String request(int thread) {
        ByteBuffer bytes = script().thread(thread).next();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return new String(copy, StandardCharsets.ISO_8859_1);
    }

    void answer(int status, String body, String... namesAndValues) {
        answer(0, status, body, namesAndValues);
    }

    void answer(int thread, int status, String body, String... namesAndValues) {
        ReceivedAnswer answer = new ReceivedAnswer();
        answer.status = status;
        answer.body = body.getBytes(StandardCharsets.ISO_8859_1);
        answer.bodyLength = answer.body.length;
        StringBuilder head = new StringBuilder();
        answer.fields = new int[2 * namesAndValues.length];
        for (int i = 0; i < namesAndValues.length; i++) {
            answer.fields[2 * i] = head.length();
            head.append(namesAndValues[i]);
            answer.fields[2 * i + 1] = head.length();
            head.append("\r\n");
        }
        answer.fieldCount = namesAndValues.length / 2;
        answer.head = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        script().thread(thread).answered(answer);
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    List<InetSocketAddress> tried() {
        return tried;
    }

    @Override
    public List<InetSocketAddress> lookup(String host, String service) throws UnknownHostException {
        List<InetSocketAddress> known = names.get(host + ":" + service);
        if (known == null) {
            throw new UnknownHostException("Name or service not known");
        }
        return known;
    }

    @Override
    public boolean connect(InetSocketAddress address) {
        tried.add(address);
        return !refusing.contains(address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public void close() {
        script().close();
    }
}
