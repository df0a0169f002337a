// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import party.iroiro.luajava.luajit.LuaJit;

/** Loads LuaJIT's native library, and says what to do where there is none. */
final class LuaJitLibrary {
    private static final String TEMPORARY = "java.io.tmpdir";

    private LuaJitLibrary() {}

    /** A fresh state. Throws {@link IllegalStateException} when this platform has no LuaJIT. */
    static LuaJit newState() {
        return newState(LuaJit::new);
    }

    static LuaJit newState(Supplier<LuaJit> factory) {
        synchronized (LuaJitLibrary.class) {
            try {
                return Loaded.isLoaded ? factory.get() : loading(factory);
            } catch (LinkageError | RuntimeException e) {
                throw new IllegalStateException(
                        "LuaJIT cannot be loaded on " + System.getProperty("os.name") + " "
                                + System.getProperty("os.arch")
                                + " (" + rootMessage(e)
                                + "), so no script can run. Use Linux with glibc, macOS or Windows on"
                                + " x86-64 or ARM64, with party.iroiro.luajava:luajit-platform:natives-desktop on the class"
                                + " path and a temporary directory (-D" + TEMPORARY
                                + ") from which libraries may be loaded;"
                                + " or run without a script.",
                        e);
            }
        }
    }

    /**
     * luajava writes the library to a path under the temporary directory that all processes share, in place: two that start
     * at once would overwrite what the other one runs. So the first state is made with a directory of its own.
     */
    private static LuaJit loading(Supplier<LuaJit> factory) {
        String shared = System.getProperty(TEMPORARY);
        Path own = ownDirectory();
        System.setProperty(TEMPORARY, own.toString());
        try {
            LuaJit state = factory.get();
            Loaded.isLoaded = true;
            return state;
        } finally {
            System.setProperty(TEMPORARY, shared);
            remove(own);
        }
    }

    private static Path ownDirectory() {
        try {
            return Files.createTempDirectory("wrk-luajit-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A loaded library's file may go, but not on Windows, where it goes with the process if at all. */
    private static void remove(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> inside = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : inside) {
                if (!path.toFile().delete()) {
                    path.toFile().deleteOnExit();
                }
            }
        } catch (IOException e) {
            directory.toFile().deleteOnExit();
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
    }

    /** Whether this class loader has the library; guarded by the outer class. */
    private static final class Loaded {
        static boolean isLoaded;
    }
}
