// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.Validity.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Judges operations one by one: empty if the verdict is good, else the message of the failure. Stateless. */
final class OperationsJudge {

    /** What the operations have told of themselves. */
    private static final class Verdicts {
        private int good;
        private final List<String> bad = new ArrayList<>();
        private final List<String> untold = new ArrayList<>();

        void ask(OperationReport operation, Consumer<? super OperationReport> requirements) {
            try {
                requirements.accept(operation);
                good++;
            } catch (InconclusiveException e) {
                untold.add(String.valueOf(e.getMessage()));
            } catch (AssertionError e) {
                bad.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private OperationsJudge() {}

    static Optional<String> all(
            Subject subject, List<OperationReport> operations, Consumer<? super OperationReport> requirements) {
        String all = "all of " + Operations.names(operations);
        Gate gate = Gate.counts(
                subject, all + " should have met the requirements", "whether " + all + " meet the requirements");
        Verdicts verdicts = ask(operations, requirements);
        if (!verdicts.bad.isEmpty()) {
            return gate.failure("but " + verdicts.bad.size() + " of " + operations.size() + " did not:"
                    + inner(gate, verdicts.bad));
        }
        gate.require(verdicts.untold.isEmpty(), inconclusive(gate, operations, verdicts));
        return Optional.empty();
    }

    static Optional<String> any(
            Subject subject, List<OperationReport> operations, Consumer<? super OperationReport> requirements) {
        String one = "at least one of " + Operations.names(operations);
        Gate gate = Gate.counts(
                subject, one + " should have met the requirements", "whether " + one + " meets the requirements");
        Verdicts verdicts = ask(operations, requirements);
        if (verdicts.good > 0) {
            return Optional.empty();
        }
        gate.require(verdicts.untold.isEmpty(), inconclusive(gate, operations, verdicts));
        return gate.failure("but none did:" + inner(gate, verdicts.bad));
    }

    static Optional<String> contain(Subject subject, List<OperationReport> operations, List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException(
                    "no name was given. Name one operation or more, such as \"GET /hotels\".");
        }
        String wanted = String.join(", ", names);
        Gate gate = Gate.counts(
                subject, wanted + " should have been among the operations", "whether " + wanted + " were offered");
        List<String> missing = names.stream()
                .filter(name -> operations.stream()
                        .noneMatch(operation -> operation.name().equals(name)))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : gate.failure("but no request was offered of " + String.join(", ", missing) + ". There were: "
                        + Operations.names(operations) + ".");
    }

    static List<OperationReport> filtered(
            Subject subject, List<OperationReport> operations, Predicate<? super OperationReport> filter) {
        Gate gate = Gate.pass(subject, Evidence.COUNTS, "how the filtered operations behaved");
        List<OperationReport> kept = operations.stream().filter(filter).toList();
        gate.require(
                !kept.isEmpty(),
                "The filter lets none of the operations through. There were: " + Operations.names(operations) + ".");
        return kept;
    }

    private static Verdicts ask(List<OperationReport> operations, Consumer<? super OperationReport> requirements) {
        Verdicts verdicts = new Verdicts();
        operations.forEach(operation -> verdicts.ask(operation, requirements));
        return verdicts;
    }

    private static String inconclusive(Gate gate, List<OperationReport> operations, Verdicts verdicts) {
        return "Of " + verdicts.untold.size() + " of " + operations.size() + " it is unknown:"
                + inner(gate, verdicts.untold);
    }

    /** The messages of the operations, without the lines that stand at the end of the whole message anyway. */
    private static String inner(Gate gate, List<String> messages) {
        List<String> known = gate.evidenceLines();
        return messages.stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank() && !known.contains(line.strip()))
                .map(line -> "\n    " + line)
                .collect(Collectors.joining());
    }
}
