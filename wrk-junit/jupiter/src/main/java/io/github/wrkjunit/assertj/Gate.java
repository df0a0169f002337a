// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.ReportText;
import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.WorkloadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one gate through which every judgement goes: who holds one has a report that carries the verdict, and only a gate words
 * failures. Immutable.
 */
final class Gate {

    private final Subject subject;
    private final String expected;
    private final String asked;
    private final String detail;

    private Gate(Subject subject, String expected, String asked, String detail) {
        this.subject = subject;
        this.expected = expected;
        this.asked = asked;
        this.detail = detail;
    }

    /**
     * Opens the gate for a verdict that rests on counts.
     *
     * @param expected what should have been, as a sentence without its end
     * @param asked the same as what follows on "it cannot be told"
     * @throws InconclusiveException if the report does not carry it, or if no such request was offered
     */
    static Gate counts(Subject subject, String expected, String asked) {
        return open(subject, Evidence.COUNTS, expected, asked, OperationLines.worst(subject.report()));
    }

    /** Opens the gate for a verdict that rests on latency; as {@link #counts}, with a line that only latency needs. */
    static Gate latency(Subject subject, String expected, String asked, String detail) {
        return open(subject, Evidence.LATENCY, expected, asked, detail);
    }

    /** Opens the gate for those who only navigate to what is judged later, and need no words for a failure. */
    static Gate pass(Subject subject, Evidence evidence, String asked) {
        return open(subject, evidence, "", asked, "");
    }

    private static Gate open(Subject subject, Evidence evidence, String expected, String asked, String detail) {
        Gate gate = new Gate(subject, expected, asked, detail);
        WorkloadReport report = subject.report();
        gate.require(report.validity().carries(evidence), report.validity().sentences(evidence));
        gate.require(
                subject.counts().offered().orElse(1) > 0,
                "None of the " + subject.requests() + " was due. Offer a higher rate or a longer duration.");
        return gate;
    }

    /** Goes on only if something holds without which the answer is unknown. */
    void require(boolean known, String because) {
        if (!known) {
            throw inconclusive(because);
        }
    }

    /** The end of a judgement that nobody can make: what was asked, why it cannot be told, and what there is. */
    InconclusiveException inconclusive(String because) {
        return new InconclusiveException(text(subject.place() + ": it cannot be told " + asked + ".", because));
    }

    /** The message of a judgement that went against the system. */
    Optional<String> failure(String but) {
        return Optional.of(text(subject.place() + ": " + expected + ",", but));
    }

    /** The lines that end each message. */
    List<String> evidenceLines() {
        List<String> lines = new ArrayList<>();
        lines.add(ReportText.accounting(subject.report()));
        lines.add(detail);
        lines.add(ReportText.evidence(subject.report()));
        lines.removeIf(String::isEmpty);
        return lines;
    }

    private String text(String first, String second) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        lines.add(second);
        lines.addAll(evidenceLines());
        return String.join("\n  ", lines);
    }
}
