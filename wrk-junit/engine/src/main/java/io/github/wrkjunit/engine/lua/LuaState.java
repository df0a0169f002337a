// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import party.iroiro.luajava.JFunction;
import party.iroiro.luajava.luajit.LuaJit;
import party.iroiro.luajava.luajit.LuaJitNatives;

/**
 * One Lua state with the prelude in it. Confined to one thread at a time.
 *
 * <p>The prelude's functions lie at fixed places of the stack and take and give nothing through it: bytes go through two areas
 * of memory that both sides see. A call costs two crossings into native code and no Java object. {@code in} carries what Lua is
 * to read, {@code out} one request; they are apart because a request has to stay while answers come in.
 */
final class LuaState implements AutoCloseable {
    /** Where the arguments of an operation begin in {@code in}, and the table of an answer's fields. */
    static final int ARGUMENTS = 64;

    private static final int HANDLER = 1;
    private static final int DISPATCH = 2;
    private static final int PRODUCE = 3;
    private static final int ANSWERED = 4;
    private static final int GROW = 1;

    private final LuaJit lua;
    private final LuaJitNatives natives;
    private final long pointer;
    private ByteBuffer in = ByteBuffer.allocate(0);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private @Nullable ScriptExitException exit;
    private boolean closed;

    LuaState(Function<LuaState, JFunction> host) {
        lua = LuaJitLibrary.newState();
        natives = (LuaJitNatives) lua.getLuaNatives();
        pointer = lua.getPointer();
        natives.luaL_openlibs(pointer);
        int rc = load(natives, pointer, resource("prelude.lua"), "=wrk");
        if (rc == 0) {
            natives.luaJ_pushfunction(pointer, host.apply(this));
            rc = natives.lua_pcall(pointer, 1, 4, 0);
        }
        if (rc != 0) {
            String message = String.valueOf(natives.lua_tostring(pointer, -1));
            lua.close();
            throw new IllegalStateException("The prelude of scripts does not run: " + message);
        }
    }

    LuaJitNatives natives() {
        return natives;
    }

    /** The memory that Lua reads from; another object after each call. */
    ByteBuffer in() {
        return in;
    }

    /** The request that {@link #produce} has made; valid until the next one. */
    ByteBuffer out() {
        return out;
    }

    /** Takes the memory of the Lua string at this place of the stack as the new {@code in} (0) or {@code out} (1). */
    void area(int which, long state, int index) {
        ByteBuffer memory = ((ByteBuffer) natives.luaJ_todirectbuffer(state, index)).order(ByteOrder.nativeOrder());
        if (which == 0) {
            in = memory;
        } else {
            out = memory;
        }
    }

    /** The script wants the process to end; each call of this state ends with it from now on, whatever the script catches. */
    void exit(int code) {
        if (exit == null) { // a script that catches the first one and goes on has ended already
            exit = new ScriptExitException(code);
        }
    }

    /** Calls the script's request function; {@link #out} holds what it made. Returns its size. */
    int produce() {
        call(PRODUCE);
        return in.getInt(4);
    }

    /** Calls the script's response function with the answer that lies in {@code in}. */
    void answered() {
        call(ANSWERED);
    }

    /** Runs one of the prelude's operations with a number. */
    void operate(int operation, int number) {
        in.putInt(0, operation);
        in.putInt(4, number);
        call(DISPATCH);
    }

    /** Runs one of the prelude's operations with texts. */
    void operate(int operation, List<byte[]> arguments) {
        int size = ARGUMENTS + 4;
        for (byte[] argument : arguments) {
            size += 8 + argument.length;
        }
        makeRoom(size);
        in.putInt(ARGUMENTS, arguments.size());
        int at = ARGUMENTS + 4;
        for (byte[] argument : arguments) {
            in.putInt(at, argument.length);
            in.put(at + 4, argument);
            at += (4 + argument.length + 3) & ~3;
        }
        operate(operation, 0);
    }

    /** Sees to it that {@code in} holds at least this many bytes. */
    void makeRoom(int size) {
        if (size > in.capacity()) {
            operate(GROW, 2 * size);
        }
    }

    private void call(int function) {
        if (closed) { // a call into a state that is gone would end the JVM
            throw new IllegalStateException("The script is closed; it makes no more requests and takes no answers.");
        }
        natives.lua_pushvalue(pointer, function);
        int rc = natives.lua_pcall(pointer, 0, 0, HANDLER);
        if (exit != null) {
            natives.lua_settop(pointer, ANSWERED);
            throw exit;
        }
        if (rc != 0) {
            throw fault();
        }
    }

    private LuaFault fault() {
        byte[] told = bytes(pointer, -1);
        natives.lua_settop(pointer, ANSWERED);
        String[] parts = new String(told, StandardCharsets.UTF_8).split("\0", 3);
        if (parts.length < 3) {
            // Not from the handler: Lua calls none when memory is short or when the handler itself fails.
            return new LuaFault("?", 0, parts[0]);
        }
        return new LuaFault(parts[0], Integer.parseInt(parts[1]), parts[2]);
    }

    /** A copy of the string at this place of a stack, whatever bytes it has. */
    byte[] bytes(long state, int index) {
        ByteBuffer memory = view(state, index);
        byte[] copy = new byte[memory.remaining()];
        memory.get(copy);
        return copy;
    }

    /** The string at this place of a stack, as long as it is there. */
    ByteBuffer view(long state, int index) {
        Object memory = natives.luaJ_todirectbuffer(state, index);
        return memory == null ? ByteBuffer.allocate(0) : (ByteBuffer) memory;
    }

    /** Puts a chunk of this name on top of a stack, or the message; returns LuaJIT's code, 0 if it is a chunk. */
    static int load(LuaJitNatives natives, long state, byte[] code, String name) {
        ByteBuffer direct = ByteBuffer.allocateDirect(code.length).put(code).flip();
        return natives.luaJ_loadbuffer(state, direct, code.length, name);
    }

    /** A file of Lua beside this class. */
    static byte[] resource(String name) {
        try (InputStream stream = LuaState.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing beside " + LuaState.class.getName());
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            lua.close();
        }
    }
}
