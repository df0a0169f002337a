// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The process that a container belongs to, written on it as a label: what was killed without Ryuk is found by it later. Immutable.
 *
 * @param machine the machine, and where it can be known the space of process ids, so that nobody judges ids of another
 * @param pid the process id
 * @param start when the process began, in milliseconds of the epoch, as ids are used again; 0 if unknown
 */
record Owner(String machine, long pid, long start) {

    private static final String MACHINE = "io.github.wrkjunit.machine";
    private static final String PROCESS = "io.github.wrkjunit.process";

    /** How much the same start may differ when two processes ask for it, as the time of booting is only known roughly. */
    private static final long SAME_START_MILLIS = 5_000;

    /** This process. */
    static Owner ofThisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(machineOfThisProcess(), self.pid(), start(self));
    }

    /** Reads the labels of a container; empty if it is none of ours. */
    static Optional<Owner> read(Map<String, String> labels) {
        String machine = labels.get(MACHINE);
        String process = labels.get(PROCESS);
        if (machine == null || process == null || !process.matches("[0-9]{1,18}-[0-9]{1,18}")) {
            return Optional.empty();
        }
        int sign = process.indexOf('-');
        return Optional.of(new Owner(
                machine, Long.parseLong(process.substring(0, sign)), Long.parseLong(process.substring(sign + 1))));
    }

    /** What is written on the container. */
    Map<String, String> labels() {
        return Map.of(MACHINE, machine, PROCESS, pid + "-" + start);
    }

    /** The label that all containers of this machine share. */
    Map<String, String> machineLabel() {
        return Map.of(MACHINE, machine);
    }

    /** Whether it is known that the process has ended. */
    boolean isGone() {
        if (!machine.equals(machineOfThisProcess())) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        long found = process.map(Owner::start).orElse(0L);
        return process.isEmpty() || (start != 0 && found != 0 && Math.abs(found - start) > SAME_START_MILLIS);
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String machineOfThisProcess() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            host = "unknown";
        }
        try {
            return host + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return host; // not on Linux: process ids are the machine's
        }
    }
}
