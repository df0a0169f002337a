// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.wrkjunit.runtime.EngineArguments;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What this process may have, so that a load that needs more is refused before it starts and does not break while it runs.
 * Immutable.
 *
 * @param openFiles how many files and connections may be opened yet
 * @param heapBytes the highest size of the heap
 */
record ProcessLimits(long openFiles, long heapBytes) {

    /** For all else: the histograms of ever more operations, the script's answers. */
    private static final long OTHER_BYTES = 64 << 20;

    /** A selector has three or four, a script opens some. */
    private static final int FILES_PER_THREAD = 8;

    static ProcessLimits ofThis() {
        long heap = Runtime.getRuntime().maxMemory();
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            return new ProcessLimits(unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount(), heap);
        }
        return new ProcessLimits(Long.MAX_VALUE, heap); // Windows has no such limit
    }

    /** Why so many connections cannot be held, each a whole sentence. */
    List<String> problems(int connections, int threads) {
        List<String> problems = new ArrayList<>();
        long files = connections + (long) threads * FILES_PER_THREAD;
        if (files > openFiles) {
            problems.add(String.format(
                    Locale.ROOT,
                    "-c %d needs %,d open files, and this process may open %,d more. Lower -c, or raise the limit (ulimit -n).",
                    connections,
                    files,
                    openFiles));
        }
        long bytes = connections * EngineArguments.CONNECTION_BYTES + OTHER_BYTES;
        if (bytes > heapBytes) {
            problems.add(String.format(
                    Locale.ROOT,
                    "-c %d needs about %,d MiB of memory, and this process may have %,d MiB. Lower -c, or give Java more (-Xmx%dm).",
                    connections,
                    bytes >> 20,
                    heapBytes >> 20,
                    EngineArguments.heapMib(connections)));
        }
        return problems;
    }
}
