// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.engine.cli.HiddenWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * A process between the tests and a foreign program, which knows no lifeline and would offer its load to the end although
 * nobody is left to read the report. Its standard input is the lifeline: the line {@code start} starts the program,
 * {@code stop} interrupts it, and the end of the stream ends it and this process. What the program prints goes past it; its
 * exit code is the program's. Uses nothing but the JDK.
 */
final class ForeignGuard {

    private static final int NOT_STARTED = 127;
    private static final long LAST_REPORT_SECONDS = 3;

    private ForeignGuard() {}

    /** Guards the program with the words that the first line of standard input holds. */
    public static void main(String[] none) throws InterruptedException, IOException {
        List<String> words = HiddenWords.read(System.in);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        if (next(orders, "start")) {
            Process program = start(words);
            AtomicBoolean orphaned = new AtomicBoolean();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(program, orphaned.get()), "wrk-guard-2"));
            Thread lifeline = new Thread(() -> follow(orders, program, orphaned), "wrk-guard-1");
            lifeline.setDaemon(true);
            lifeline.start();
            System.exit(program.waitFor());
        }
    }

    private static Process start(List<String> words) {
        try {
            Process program = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            program.getOutputStream().close();
            return program;
        } catch (IOException e) {
            System.err.println("The process " + words.get(0) + " could not be started: " + e.getMessage()
                    + ". Set wrk.local.command to a program that can be run here.");
            System.exit(NOT_STARTED);
            throw new IllegalStateException(e); // not reached
        }
    }

    private static void follow(BufferedReader orders, Process program, AtomicBoolean orphaned) {
        while (next(orders, "stop")) {
            interrupt(program);
        }
        orphaned.set(true);
        System.exit(1); // by the hook, with all that is below
    }

    /** Waits for this order; false if the stream ends before. */
    private static boolean next(BufferedReader orders, String order) {
        try {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                if (line.equals(order)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // a broken lifeline is a parent that is gone
        }
        return false;
    }

    /** SIGINT ends a wrk2 in order; Java itself can only send SIGTERM, on which wrk2 says nothing. */
    private static void interrupt(Process program) {
        List<String> kill = new ArrayList<>(List.of("kill", "-INT"));
        all(program).forEach(process -> kill.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(kill).start();
        } catch (IOException e) {
            program.destroy();
        }
    }

    /** With a parent that waits for it, as after Ctrl-C, the program may still print its report. */
    private static void end(Process program, boolean orphaned) {
        try {
            if (program.isAlive() && !orphaned) {
                interrupt(program);
                program.waitFor(LAST_REPORT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill(program);
    }

    private static void kill(Process program) {
        all(program).toList().forEach(ProcessHandle::destroyForcibly);
    }

    /** The program may be a shell around another one. */
    private static Stream<ProcessHandle> all(Process program) {
        return Stream.concat(program.descendants(), Stream.of(program.toHandle()));
    }
}
