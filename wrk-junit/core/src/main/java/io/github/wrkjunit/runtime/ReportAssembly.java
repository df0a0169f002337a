// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;

/** How the lines of a load's workers become its report. One line at a time per worker; {@link #report} after all lines. */
interface ReportAssembly {

    /** Takes a line of a worker's standard output. */
    void line(int worker, String line);

    /** The report, without what only the run knows: evidence, windows, gate. */
    WorkloadReport.Builder report();

    /** Makes an assembly for each load. */
    @FunctionalInterface
    interface Factory {
        ReportAssembly of(WorkloadSpec spec, int workers, Live live);
    }

    /** Learns what happens while it happens. */
    interface Live {

        /** A worker's clock has started. */
        void started();

        /** Outcomes since the last time. */
        void interval(List<Cell> cells);

        /** A worker says what has gone wrong. */
        void failed(String message);
    }
}
