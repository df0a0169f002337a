// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.EventWriter;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.runtime.ReportMerger;
import io.github.wrkjunit.runtime.WorkerTranscript;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.PrintStream;
import java.util.List;

/**
 * What wrk2's text does not say: whether the numbers carry a verdict. A run against a port on which nobody listens has
 * percentiles of 0 there. Judged by the same rules as in a test. Immutable.
 */
final class Verdict {

    /** The exit status of a run or a saved output that carries no verdict. */
    static final int INCONCLUSIVE = 3;

    private final WorkloadReport report;

    private Verdict(WorkloadReport report) {
        this.report = report;
    }

    /** The verdict on a run, from what it would have told a parent: the start, its seconds in order, the end. */
    static Verdict of(WorkerEvent.Started started, List<WorkerEvent.Interval> seconds, WorkerEvent.End end) {
        WorkerTranscript told = new WorkerTranscript(0, 1);
        EventWriter events = new EventWriter(told::output);
        events.write(started);
        seconds.forEach(events::write);
        events.write(end);
        WorkloadSpec spec = started.load(new Origin(Origin.Kind.PROGRAM, "command line"))
                .name("wrk")
                .buildFound();
        boolean stopped = end.reason() == WorkerEvent.End.Reason.SIGNAL; // by who sits at the terminal, and knows it
        return new Verdict(ReportMerger.merge(spec, List.of(told), stopped).build());
    }

    /** The exit status of a report that is printed elsewhere. */
    static int status(WorkloadReport report) {
        return report.validity().isValid() ? 0 : INCONCLUSIVE;
    }

    /** Prints what a reader of the text should know, after an empty line; nothing if there is nothing. Gives the exit status. */
    int print(PrintStream out) {
        if (!report.warnings().isEmpty() || !report.validity().isValid()) {
            out.println();
        }
        report.warnings().forEach(warning -> out.println("Note: " + warning));
        report.validity().problems().forEach(problem -> out.println("Inconclusive: " + problem.sentence()));
        return status(report);
    }
}
