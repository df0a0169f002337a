// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the machine and the JVM took from this process since a moment: garbage collections, and the time that its threads
 * were ready to run and had no processor (the second number of Linux's {@code /proc/self/task/N/schedstat}; zero elsewhere).
 */
final class ProcessHealth {

    private static final Path TASKS = Path.of("/proc/self/task");

    private final long gcMillis;
    private final long runDelayNs;

    private ProcessHealth(long gcMillis, long runDelayNs) {
        this.gcMillis = gcMillis;
        this.runDelayNs = runDelayNs;
    }

    static ProcessHealth now() {
        long gcMillis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            gcMillis += Math.max(0, collector.getCollectionTime());
        }
        return new ProcessHealth(gcMillis, runDelayNs());
    }

    Duration gcPauseSince(ProcessHealth earlier) {
        return Duration.ofMillis(gcMillis - earlier.gcMillis);
    }

    /** Of the threads that are still there; those that have ended take theirs with them, so ask before they end. */
    Duration cpuDelaySince(ProcessHealth earlier) {
        return Duration.ofNanos(Math.max(0, runDelayNs - earlier.runDelayNs));
    }

    private static long runDelayNs() {
        long sum = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                sum += runDelayNs(task);
            }
        } catch (IOException e) {
            return 0; // not Linux
        }
        return sum;
    }

    private static long runDelayNs(Path task) {
        try {
            String[] numbers =
                    Files.readString(task.resolve("schedstat")).trim().split(" ");
            return numbers.length == 3 ? Long.parseLong(numbers[1]) : 0;
        } catch (IOException | NumberFormatException e) {
            return 0; // the thread has just ended
        }
    }
}
