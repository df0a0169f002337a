// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.ReportText;
import io.github.wrkjunit.report.WorkloadReport;
import java.util.Comparator;
import java.util.List;

/** The line of a message that says which operation is to blame; empty where there is no choice. Stateless. */
final class OperationLines {

    private OperationLines() {}

    /** The operation with the largest share of errors. */
    static String worst(WorkloadReport report) {
        List<OperationReport> operations = offered(report);
        long errors = operations.stream().mapToLong(OperationLines::errors).sum();
        if (operations.size() < 2 || errors == 0) {
            return "";
        }
        OperationReport worst = operations.stream()
                .max(Comparator.comparingDouble(operation -> (double) errors(operation) / count(operation)))
                .orElseThrow();
        long count = operations.stream().mapToLong(OperationLines::count).sum();
        return "worst operation " + worst.name() + " " + Words.of(errors(worst), count(worst))
                + " without a good answer; the others " + Words.of(errors - errors(worst), count - count(worst));
    }

    /** The operation that is slowest at the percentile. */
    static String slowest(WorkloadReport report, double percentile) {
        return offered(report).size() == report.operations().size()
                ? ReportText.slowestOperation(report, percentile)
                : "";
    }

    private static List<OperationReport> offered(WorkloadReport report) {
        return report.operations().stream()
                .filter(operation -> count(operation) > 0)
                .toList();
    }

    private static long errors(OperationReport operation) {
        return operation.counts().knownErrors();
    }

    private static long count(OperationReport operation) {
        return operation.counts().offered().orElse(0);
    }
}
