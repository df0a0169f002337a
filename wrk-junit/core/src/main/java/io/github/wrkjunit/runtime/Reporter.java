// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.ReportWindow;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the reports of a run and writes them into the evidence. Stateless; not final, so that a test can let it fail. */
class Reporter {

    /** The report of a load that has ended. */
    WorkloadReport report(LoadRun load, Map<String, ReportWindow> windows, boolean stopped) {
        WorkloadReport.Builder report = ReportMerger.merge(load.spec(), transcripts(load), stopped);
        load.complete(report);
        mark(report, windows, load);
        return write(load, report.build());
    }

    /** The report with the windows whose end came after that of the load. */
    WorkloadReport withWindows(LoadRun load, WorkloadReport report, Map<String, ReportWindow> windows) {
        if (windows.size() == report.windows().size()) {
            return report;
        }
        WorkloadReport.Builder more = report.toBuilder();
        mark(more, windows, load);
        return write(load, more.build());
    }

    /** The report with one more warning. */
    WorkloadReport withWarning(LoadRun load, WorkloadReport report, String sentence) {
        return write(load, report.toBuilder().addWarning(sentence).build());
    }

    /** Windows are counted from the load's start, and the timeline of some from the begin of the second in which that lies. */
    private static void mark(WorkloadReport.Builder report, Map<String, ReportWindow> windows, LoadRun load) {
        Duration start = WrappedAnswers.clockStart(transcripts(load));
        windows.forEach((name, window) -> report.window(
                name,
                new ReportWindow(
                        window.from().plus(start), window.to().plus(start), window.beginMark(), window.endMark())));
    }

    private static List<WorkerTranscript> transcripts(LoadRun load) {
        return load.workers().stream().map(WorkerRun::transcript).toList();
    }

    private static WorkloadReport write(LoadRun load, WorkloadReport report) {
        try {
            EvidenceFolder.write(load.folder().resolve("report.json"), JsonReport.text(report) + "\n");
            EvidenceFolder.write(load.folder().resolve("report.txt"), report + "\n");
        } catch (IOException e) {
            throw new WorkloadException(
                    load.subject() + ": the report cannot be written to " + load.folder() + ": " + e.getMessage()
                            + ". Free the disk or set " + KnownSettings.EVIDENCE + ".",
                    e);
        }
        return report;
    }
}
