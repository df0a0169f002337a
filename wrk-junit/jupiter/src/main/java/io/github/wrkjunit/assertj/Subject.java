// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.ReportText;
import io.github.wrkjunit.report.Waits;
import io.github.wrkjunit.report.WorkloadReport;

/**
 * What is judged: a whole load or one operation of it. Immutable.
 *
 * @param place what a message begins with
 * @param report the report of the whole load
 * @param counts what became of the requests that are judged
 * @param waits how long these waited for a connection
 * @param requests these requests in words: {@code requests}, {@code requests of GET /hotels}
 */
record Subject(String place, WorkloadReport report, Counts counts, Waits waits, String requests) {

    static Subject of(WorkloadReport report) {
        return new Subject(ReportText.subject(report), report, report.counts(), report.waits(), "requests");
    }

    static Subject of(OperationReport operation) {
        WorkloadReport report = operation.report();
        return new Subject(
                ReportText.subject(report),
                report,
                operation.counts(),
                operation.waits(),
                "requests of " + operation.name());
    }

    Subject at(String newPlace) {
        return new Subject(newPlace, report, counts, waits, requests);
    }
}
