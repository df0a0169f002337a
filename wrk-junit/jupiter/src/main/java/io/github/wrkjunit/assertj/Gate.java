// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.EvidenceNeeds;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.ReportText;
import io.github.wrkjunit.report.UserFrames;
import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.WorkloadReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        if (evidence == Evidence.LATENCY) {
            EvidenceNeeds.latency(report).ifPresent(because -> gate.require(false, because));
        } else {
            gate.require(report.validity().carries(evidence), report.validity().sentences(evidence));
        }
        gate.require(
                subject.counts().offered().orElse(1) > 0,
                "None of the " + subject.requests() + " was due. Offer a higher rate or a longer duration.");
        return gate;
    }

    /** The report of the whole load that is judged. */
    WorkloadReport report() {
        return subject.report();
    }

    /** Goes on only if something holds without which the answer is unknown. */
    void require(boolean known, String because) {
        if (!known) {
            throw inconclusive(because);
        }
    }

    /** The end of a judgement that nobody can make: what was asked, why it cannot be told, and what there is. */
    InconclusiveException inconclusive(String because) {
        List<String> lines = new ArrayList<>(List.of(subject.place() + ": it cannot be told " + asked + ".", because));
        lines.addAll(evidence(""));
        return UserFrames.of(new InconclusiveException(String.join("\n  ", lines)));
    }

    /** The message of a judgement that went against the system. */
    Optional<String> failure(String but) {
        List<String> lines = new ArrayList<>(List.of(subject.place() + ": " + expected + ",", but));
        lines.addAll(evidenceLines());
        return Optional.of(String.join("\n  ", lines));
    }

    /** The lines that end the message of a failure. */
    List<String> evidenceLines() {
        return evidence(detail);
    }

    private List<String> evidence(String middle) {
        WorkloadReport report = subject.report();
        String waits = ReportText.waits(
                        report, subject.waits(), subject.counts().offered(), subject.requests())
                .orElse("");
        return Stream.of(ReportText.accounting(report), middle, waits, ReportText.evidence(report))
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
