// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The processes that a worker has started, at any distance: a script's {@code sleep 300 &} has no parent any more by which it
 * could be found, so that each carries a mark in its environment. Marks are read from {@code /proc}; where there is none, as on
 * macOS and Windows, only processes are found that still are below the worker. Immutable.
 */
final class Strays {

    private static final String VARIABLE = "WRK_JUNIT_WORKER";
    private static final Path PROCESSES = Path.of("/proc");

    /** Those that are found may start others meanwhile; one that does so for ever is not waited for. */
    private static final int MOST_ROUNDS = 5;

    private final String mark = UUID.randomUUID().toString();

    /** Marks what will be started with this environment. */
    void mark(Map<String, String> environment) {
        environment.put(VARIABLE, mark);
    }

    /** Ends all that carry the mark, but not this process; gives whether there were any. */
    boolean end() {
        boolean any = false;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<ProcessHandle> found = marked();
            if (found.isEmpty()) {
                return any;
            }
            any = true;
            found.forEach(ProcessHandle::destroyForcibly);
        }
        return any;
    }

    private List<ProcessHandle> marked() {
        if (!Files.isDirectory(PROCESSES.resolve("self"))) {
            return List.of();
        }
        String entry = "\0" + VARIABLE + "=" + mark + "\0";
        try (Stream<Path> all = Files.list(PROCESSES)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.isEmpty() && name.chars().allMatch(Character::isDigit))
                    .map(name -> ProcessHandle.of(
                            Long.parseLong(name))) // first, because a number may pass to another process
                    .flatMap(Optional::stream)
                    .filter(process -> environment(process).contains(entry))
                    .filter(ProcessHandle::isAlive)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static String environment(ProcessHandle process) {
        try {
            Path file = PROCESSES.resolve(Long.toString(process.pid())).resolve("environ");
            return "\0" + new String(Files.readAllBytes(file), ISO_8859_1) + "\0";
        } catch (IOException e) {
            return ""; // it has ended, or is another user's
        }
    }
}
