// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import io.github.wrkjunit.engine.http.ReceivedAnswer;
import io.github.wrkjunit.engine.http.RequestSource;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The state of one thread, and the requests that it makes. Confined to its worker, but for {@link #whereabouts}. */
final class ScriptThread implements RequestSource, AutoCloseable {
    private static final String NO_SUBSTITUTE = "Fix the script; no request was made up in its place.";
    private static final int IN_REQUEST = 1;
    private static final int IN_RESPONSE = 2;

    private final ScriptStates all;
    private final int number;
    private final String script;
    private final LineOutput output;
    private final LuaState state;
    private final RequestCheck check = new RequestCheck();
    private HostFunctions host;
    private boolean dynamic;
    private boolean wantsAnswers;
    private int requestLine;
    private boolean stopRequested;
    /** The request that was made to check the script: the first that is sent. */
    private boolean kept;

    private int keptSize;

    private long requests;
    private long answers;
    /** The number of the request or answer, times 4, plus what is going on; 0: nothing. Written without a fence. */
    private final AtomicLong activity = new AtomicLong();

    @SuppressWarnings("NullAway.Init") // LuaState's constructor calls back before it returns
    ScriptThread(ScriptStates all, int index, String script, LineOutput output) {
        this.all = all;
        this.number = index + 1;
        this.script = script;
        this.output = output;
        this.state = new LuaState(created -> host = new HostFunctions(created, all, index, output));
    }

    /** Runs an operation; an error is told with this thread's number. */
    void operate(Operation operation, int argument) {
        try {
            state.operate(operation.number(), argument);
        } catch (LuaFault e) {
            throw failed(e, operation);
        }
    }

    /** Runs an operation; an error is told with this thread's number. */
    void operate(Operation operation, List<byte[]> arguments) {
        try {
            state.operate(operation.number(), arguments);
        } catch (LuaFault e) {
            throw failed(e, operation);
        }
    }

    private ScriptException failed(LuaFault fault, Operation operation) {
        return new ScriptException(fault, operation.where() + " of thread " + number, NO_SUBSTITUTE, 0);
    }

    /** Runs {@code wrk.init} and learns which functions the script has. */
    void init() {
        operate(Operation.INIT, 0);
        dynamic = state.in().getInt(4) != 0;
        wantsAnswers = state.in().getInt(8) != 0;
        requestLine = state.in().getInt(12);
    }

    /** Makes the first request now; it is kept, and is the first that {@link #next} gives. */
    void checkFirst() {
        keptSize = produce().limit();
        kept = true;
    }

    byte[] get(byte[] name) {
        state.operate(Operation.GET.number(), List.of(name));
        return host.handed();
    }

    void set(byte[] name, byte[] value) {
        state.operate(Operation.SET.number(), List.of(name, value));
    }

    void stop() {
        stopRequested = true;
    }

    @Override
    public ByteBuffer next() {
        if (kept) {
            kept = !dynamic; // a fixed request stays for ever
            return state.out().clear().limit(keptSize);
        }
        ByteBuffer request = produce();
        kept = !dynamic;
        keptSize = request.limit();
        return request;
    }

    private ByteBuffer produce() {
        requests++;
        activity.setOpaque(requests << 2 | IN_REQUEST);
        try {
            int size = state.produce();
            ByteBuffer request = state.out();
            request.clear();
            RequestCheck.Problem problem = check.check(request, size);
            if (problem != null) {
                String text = (dynamic ? "request()" : "wrk.format()")
                        + " returned a text that is not one HTTP request: " + check.explain(problem);
                throw new LuaFault(script, requestLine, text);
            }
            activity.setOpaque(0);
            return request.limit(size);
        } catch (LuaFault e) {
            throw new ScriptException(e, requestText(requests), NO_SUBSTITUTE, requests);
        }
    }

    @Override
    public boolean wantsAnswers() {
        return wantsAnswers;
    }

    @Override
    public void answered(ReceivedAnswer answer) {
        answers++;
        activity.setOpaque(answers << 2 | IN_RESPONSE);
        try {
            give(answer);
            state.answered();
        } catch (LuaFault e) {
            throw new ScriptException(e, answerText(answers), "Fix the script.", answers);
        }
        activity.setOpaque(0);
    }

    /** Lays the answer out as the prelude's answered() reads it: the fields' indexes, the head, the body. */
    private void give(ReceivedAnswer answer) {
        int numbers = 4 * answer.fieldCount;
        int headBytes = 0;
        for (int i = 3; i < numbers; i += 4) {
            headBytes = Math.max(headBytes, Math.max(answer.fields[i], answer.fields[i - 2]));
        }
        int head = LuaState.ARGUMENTS + 4 * numbers;
        int body = head + headBytes;
        state.makeRoom(body + answer.bodyLength);
        ByteBuffer in = state.in();
        in.putInt(4, answer.status);
        in.putInt(8, answer.fieldCount);
        in.putInt(12, head);
        in.putInt(16, body);
        in.putInt(20, answer.bodyLength);
        for (int i = 0; i < numbers; i++) {
            in.putInt(LuaState.ARGUMENTS + 4 * i, answer.fields[i]);
        }
        in.put(head, answer.head, 0, headBytes);
        in.put(body, answer.body, 0, answer.bodyLength);
    }

    @Override
    public boolean stopRequested() {
        return stopRequested;
    }

    /** Those of all threads, which are the same script. */
    @Override
    public List<String> warnings() {
        return all.warnings();
    }

    /** What the script is doing in this thread; empty while it does nothing. Callable from any thread. */
    Optional<String> whereabouts() {
        long now = activity.getOpaque();
        return switch ((int) now & 3) {
            case IN_REQUEST -> Optional.of(requestText(now >>> 2));
            case IN_RESPONSE -> Optional.of(answerText(now >>> 2));
            default -> Optional.empty();
        };
    }

    private String requestText(long request) {
        return "request " + request + " of thread " + number + ", in request()";
    }

    private String answerText(long answer) {
        return "answer " + answer + " of thread " + number + ", in response()";
    }

    @Override
    public void close() {
        output.finish();
        state.close();
    }
}
