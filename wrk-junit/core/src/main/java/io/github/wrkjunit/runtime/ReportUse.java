// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.WorkloadReport;

/** What has been done with the report of a load: a load that nobody judges must not pass for a good one. Thread-safe. */
final class ReportUse {

    private volatile boolean taken;
    private volatile boolean judged;

    /** Somebody has asked for the report. */
    void take() {
        taken = true;
    }

    /** Somebody has read a measured value from it, or was given the failure in its place. */
    void judge() {
        judged = true;
    }

    boolean isTaken() {
        return taken;
    }

    boolean isJudged() {
        return judged;
    }

    /** The report, which notes here that it is read. */
    WorkloadReport watch(WorkloadReport report) {
        return report.watched(this::judge);
    }
}
