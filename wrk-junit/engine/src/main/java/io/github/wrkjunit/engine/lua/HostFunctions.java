// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import party.iroiro.luajava.JFunction;
import party.iroiro.luajava.Lua;
import party.iroiro.luajava.luajit.LuaJitNatives;

/** What the prelude may ask of Java, by number; the numbers are those at the top of prelude.lua. Confined to its state. */
final class HostFunctions implements JFunction {
    private final LuaState state;
    private final ScriptStates all;
    private final int thread;
    private final LineOutput output;
    private int seeds;
    private byte[] handed = {};

    /** The functions of one state: of the main state, or of the thread with this number from 0. */
    HostFunctions(LuaState state, ScriptStates all, int thread, LineOutput output) {
        this.state = state;
        this.all = all;
        this.thread = thread;
        this.output = output;
    }

    /** What the prelude has handed over last. */
    byte[] handed() {
        return handed;
    }

    @Override
    @SuppressWarnings("MethodName")
    public int __call(Lua lua) {
        // Not always the main stack: a coroutine has its own.
        long stack = lua.getPointer();
        LuaJitNatives natives = state.natives();
        int operation = (int) natives.lua_tointeger(stack, 1);
        switch (operation) {
            case 1 -> output.write(state.view(stack, 2));
            case 2 -> natives.lua_pushnumber(stack, now());
            case 3 -> natives.lua_pushnumber(stack, all.seed(thread, ++seeds));
            case 4 -> {
                return lookup(stack);
            }
            case 5 -> natives.lua_pushboolean(stack, all.connect(number(stack, 2)) ? 1 : 0);
            case 6 -> natives.luaJ_pushstring(stack, all.addressText(number(stack, 2)));
            case 7 -> natives.lua_pushnumber(stack, all.addressOf(number(stack, 2)));
            case 8 -> all.setAddress(number(stack, 2), number(stack, 3), natives.lua_toboolean(stack, 4) != 0);
            case 9 -> {
                return get(stack);
            }
            case 10 -> {
                return set(stack);
            }
            case 11 -> all.stop(number(stack, 2));
            case 12 ->
                natives.lua_pushnumber(
                        stack, all.statistic(number(stack, 2), text(stack, 3), natives.lua_tonumber(stack, 4)));
            case 13 -> state.exit(number(stack, 2));
            case 14 -> state.area(number(stack, 2), stack, 3);
            case 15 -> handed = state.bytes(stack, 2);
            case 16 -> state.in().put(0, handed);
            case 17 -> all.warn(text(stack, 2));
            case 18 ->
                natives.luaJ_pushstring(stack, new String(LuaState.resource("json.lua"), StandardCharsets.UTF_8));
            default -> throw new IllegalArgumentException("The prelude asks for an unknown operation: " + operation);
        }
        boolean answers = operation == 2
                || operation == 3
                || (operation >= 5 && operation <= 7)
                || operation == 12
                || operation == 18;
        return answers ? 1 : 0;
    }

    private static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() / 1e9;
    }

    private int lookup(long stack) {
        try {
            List<InetSocketAddress> found = all.lookup(text(stack, 2), text(stack, 3));
            StringBuilder numbers = new StringBuilder();
            for (InetSocketAddress address : found) {
                numbers.append(all.number(address)).append(' ');
            }
            state.natives().luaJ_pushstring(stack, numbers.toString());
            return 1;
        } catch (UnknownHostException e) {
            String asked = text(stack, 2) + ":" + text(stack, 3);
            return refused(stack, asked + " cannot be resolved: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return refused(stack, String.valueOf(e.getMessage()));
        }
    }

    private int get(long stack) {
        try {
            handed = all.get(number(stack, 2), state.bytes(stack, 3));
            state.natives().lua_pushnumber(stack, handed.length);
            return 1;
        } catch (LuaFault e) {
            return refused(stack, e.text());
        }
    }

    private int set(long stack) {
        try {
            all.set(number(stack, 2), state.bytes(stack, 3), state.bytes(stack, 4));
            state.natives().lua_pushboolean(stack, 1);
            return 1;
        } catch (LuaFault e) {
            return refused(stack, e.text());
        }
    }

    private int refused(long stack, String message) {
        state.natives().lua_pushnil(stack);
        state.natives().luaJ_pushstring(stack, message);
        return 2;
    }

    private int number(long stack, int index) {
        return (int) state.natives().lua_tointeger(stack, index);
    }

    private String text(long stack, int index) {
        return new String(state.bytes(stack, index), StandardCharsets.UTF_8);
    }
}
