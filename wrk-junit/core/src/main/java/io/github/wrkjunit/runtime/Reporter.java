// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.WorkloadReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the reports of a run and writes them into the evidence. Immutable. */
final class Reporter {

    private final Map<LoadRun, ReportAssembly> assemblies;

    Reporter(Map<LoadRun, ReportAssembly> assemblies) {
        this.assemblies = Map.copyOf(assemblies);
    }

    /** The report of a load that has ended. */
    WorkloadReport report(LoadRun load, Map<String, LoadRun.Window> windows) {
        ReportAssembly assembly = assemblies.get(load);
        if (assembly == null) {
            throw new IllegalArgumentException(
                    "no load of this run: " + load.spec().name());
        }
        WorkloadReport.Builder report = assembly.report();
        load.complete(report);
        mark(report, windows);
        return write(load, report.build());
    }

    /** The report with the windows whose end came after that of the load. */
    WorkloadReport withWindows(LoadRun load, WorkloadReport report, Map<String, LoadRun.Window> windows) {
        if (windows.size() == report.windows().size()) {
            return report;
        }
        WorkloadReport.Builder more = report.toBuilder();
        mark(more, windows);
        return write(load, more.build());
    }

    private static void mark(WorkloadReport.Builder report, Map<String, LoadRun.Window> windows) {
        windows.forEach((name, window) -> report.window(name, window.from(), window.to()));
    }

    private static WorkloadReport write(LoadRun load, WorkloadReport report) {
        Path file = load.folder().resolve("report.txt");
        try {
            Files.writeString(file, report + "\n", StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new WorkloadException(
                    load.subject() + ": the report cannot be written to " + file + ": " + e + ". Free the disk or set "
                            + KnownSettings.EVIDENCE + ".",
                    e);
        }
        return report;
    }
}
