// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.Counts;
import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.WorkloadReport;

/**
 * What is judged: a whole load or one operation of it. Immutable.
 *
 * @param place what a message begins with
 * @param report the report of the whole load
 * @param counts what became of the requests that are judged
 * @param requests these requests in words: {@code requests}, {@code requests of GET /hotels}
 */
record Subject(String place, WorkloadReport report, Counts counts, String requests) {

    static Subject of(WorkloadReport report) {
        return new Subject(report.name(), report, report.counts(), "requests");
    }

    static Subject of(OperationReport operation) {
        WorkloadReport report = operation.report();
        return new Subject(report.name(), report, operation.counts(), "requests of " + operation.name());
    }

    Subject at(String newPlace) {
        return new Subject(newPlace, report, counts, requests);
    }
}
