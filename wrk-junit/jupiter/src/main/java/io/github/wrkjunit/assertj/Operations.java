// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.Validity.Evidence;
import java.util.List;
import java.util.stream.Collectors;

/** The operations of a load, as far as anything can be said of them. Stateless. */
final class Operations {

    private static final String UNKNOWN =
            "The generator does not tell operations apart. Use one that does, such as the runtime \"local\".";

    private Operations() {}

    /** All of them; inconclusive if there are none. */
    static List<OperationReport> all(Subject subject) {
        Gate gate = Gate.pass(subject, Evidence.COUNTS, "how the operations behaved");
        List<OperationReport> all = subject.report().operations();
        gate.require(!all.isEmpty(), UNKNOWN);
        return all;
    }

    /** The one with this name; inconclusive if there is none. */
    static OperationReport named(Subject subject, String name) {
        Gate gate = Gate.pass(subject, Evidence.COUNTS, "how operation " + name + " behaved");
        List<OperationReport> all = subject.report().operations();
        gate.require(!all.isEmpty(), UNKNOWN);
        return all.stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> gate.inconclusive("No request of this operation was offered. There were: "
                        + names(all) + ". Use one of these names, or offer it."));
    }

    static String names(List<OperationReport> operations) {
        return operations.stream().map(OperationReport::name).collect(Collectors.joining(", "));
    }
}
