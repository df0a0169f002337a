// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * For how long the CPU limit of this container has taken the processor away since the container's start, as the kernel counts
 * it in {@code cpu.stat}: {@code throttled_usec} of cgroup v2, {@code throttled_time}, in nanoseconds, of v1. A limit of the pod
 * around it is not in it (wrk2/KUBERNETES.md e). Immutable.
 *
 * @param ns the time; empty where there is no such file
 */
record CpuThrottling(OptionalLong ns) {

    private static final Path CGROUP = Path.of("/sys/fs/cgroup");

    /** Version 2 first; version 1 mounts its controllers apart, under either name. */
    private static final List<String> FILES = List.of("cpu.stat", "cpu/cpu.stat", "cpu,cpuacct/cpu.stat");

    /** What nobody has looked at, or cannot. */
    static final CpuThrottling UNKNOWN = new CpuThrottling(OptionalLong.empty());

    static CpuThrottling now() {
        return now(CGROUP);
    }

    static CpuThrottling now(Path cgroup) {
        for (String file : FILES) {
            OptionalLong ns = read(cgroup.resolve(file));
            if (ns.isPresent()) {
                return new CpuThrottling(ns);
            }
        }
        return UNKNOWN;
    }

    /** How much has come since; empty if one of the two is unknown. */
    Optional<Duration> since(CpuThrottling earlier) {
        return ns.isPresent() && earlier.ns.isPresent()
                ? Optional.of(Duration.ofNanos(Math.max(0, ns.getAsLong() - earlier.ns.getAsLong())))
                : Optional.empty();
    }

    private static OptionalLong read(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.trim().split("\\s+");
                if (words.length == 2 && words[0].equals("throttled_usec")) {
                    return OptionalLong.of(Long.parseLong(words[1]) * 1_000);
                }
                if (words.length == 2 && words[0].equals("throttled_time")) {
                    return OptionalLong.of(Long.parseLong(words[1]));
                }
            }
        } catch (IOException | NumberFormatException e) {
            // not there: the next place, or unknown
        }
        return OptionalLong.empty();
    }
}
