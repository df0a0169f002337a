// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import party.iroiro.luajava.luajit.LuaJit;
import party.iroiro.luajava.luajit.LuaJitNatives;

/**
 * Keeps standard output for the engine, where its events are: whatever else writes to the file descriptor 1 from then on, such
 * as {@code os.execute}, {@code /dev/stdout} or a foreign function of a script, reaches standard error. Stateless.
 */
public final class StandardOutput {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private StandardOutput() {}

    /** The stream that only the engine has from now on; empty where that cannot be done, which is where there is no /proc. */
    public static Optional<PrintStream> divert() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return Optional.empty();
        }
        try (LuaJit lua = LuaJitLibrary.newState()) {
            LuaJitNatives natives = (LuaJitNatives) lua.getLuaNatives();
            natives.luaL_openlibs(lua.getPointer());
            int kept = call(lua, natives, "return C.dup(1)");
            if (kept < 0) {
                return Optional.empty();
            }
            Path place = DESCRIPTORS.resolve(Integer.toString(kept));
            PrintStream out = new PrintStream(new FileOutputStream(place.toFile(), true), true, UTF_8);
            Path target = Files.readSymbolicLink(place);
            try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
                for (Path each : all) {
                    closeInChildren(lua, natives, each, target);
                }
            }
            call(lua, natives, "C.close(" + kept + ") return C.dup2(2, 1)");
            return Optional.of(out);
        } catch (IOException e) {
            return Optional.empty(); // it is no file, pipe or terminal that can be opened once more
        }
    }

    /** Else a process that the script leaves behind would hold the stream open, or find it. */
    private static void closeInChildren(LuaJit lua, LuaJitNatives natives, Path descriptor, Path target) {
        try {
            int number = Integer.parseInt(String.valueOf(descriptor.getFileName()));
            if (number > 2 && Files.readSymbolicLink(descriptor).equals(target)) {
                call(lua, natives, "return C.fcntl(" + number + ", 2, ffi.cast('int', 1))"); // F_SETFD, FD_CLOEXEC
            }
        } catch (IOException e) {
            // the one with which the folder itself was read
        }
    }

    private static int call(LuaJit lua, LuaJitNatives natives, String statement) {
        byte[] code = ("local ffi = require('ffi') "
                        + "ffi.cdef('int dup(int); int dup2(int, int); int close(int); int fcntl(int, int, ...);') "
                        + "local C = ffi.C " + statement)
                .getBytes(UTF_8);
        long state = lua.getPointer();
        int rc = LuaState.load(natives, state, code, "=stdout");
        rc = rc == 0 ? natives.lua_pcall(state, 0, 1, 0) : rc;
        if (rc != 0) {
            throw new IllegalStateException(
                    "Standard output cannot be kept from scripts: " + natives.lua_tostring(state, -1));
        }
        int result = (int) natives.lua_tointeger(state, -1);
        natives.lua_settop(state, 0);
        return result;
    }
}
