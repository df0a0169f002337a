// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whether a report can carry a verdict, and if not, why. Immutable. */
public record Validity(List<Problem> problems) {

    /** What a verdict rests on. */
    public enum Evidence {
        /** Counts of outcomes. */
        COUNTS,
        /**
         * Latencies of requests, up to the 99th percentile. A generator that was itself late or at its limit may carry a lower
         * percentile all the same: see {@link EvidenceNeeds#percentile}.
         */
        LATENCY
    }

    /** The reasons why a report cannot carry a verdict. */
    public enum Reason {
        /** A worker ended without its report, or the run was cut by a signal or a deadline. */
        INCOMPLETE,
        /** No request was due. */
        NO_REQUESTS,
        /** The offered or the achieved rate is not the one that was asked for. */
        RATE_NOT_REACHED,
        /** The generator itself was late at the 99th percentile. Counts are not concerned, lower percentiles may not be. */
        GENERATOR_LAG,
        /**
         * The generator had no time to spare, or no processor: how slow the system was at the 99th percentile is unknown, and so is
         * who kept requests from being sent. Other counts are not concerned, lower percentiles may not be.
         */
        GENERATOR_LIMIT,
        /** Connections broke, and the generator does not tell what became of the requests on them, or of those it could not send. */
        REQUESTS_LOST,
        /** This is a part of a run whose generator does not tell when its requests were due. */
        PART_OF_RUN,
        /** Not one request was answered: nothing is known of latency. */
        NOTHING_ANSWERED,
        /** Latencies are known of a part of the requests only. */
        LATENCY_INCOMPLETE,
        /** Latencies hold time that is not the system's, or may do so: of an earlier request, or of a generator without a processor. */
        LATENCY_DISTORTED
    }

    /**
     * One reason, told.
     *
     * @param reason its kind
     * @param sentence what was seen and what to do
     */
    public record Problem(Reason reason, String sentence) {

        /** Whether a verdict on this evidence is impossible for this reason; of latency, on its 99th percentile. */
        public boolean concerns(Evidence evidence) {
            return switch (reason) {
                case GENERATOR_LAG, GENERATOR_LIMIT, NOTHING_ANSWERED, LATENCY_INCOMPLETE, LATENCY_DISTORTED ->
                    evidence == Evidence.LATENCY;
                case INCOMPLETE, NO_REQUESTS, RATE_NOT_REACHED, REQUESTS_LOST, PART_OF_RUN -> true;
            };
        }

        /** Whether a verdict on latency is impossible for this reason whatever percentile is asked. */
        boolean concernsAllLatency() {
            return concerns(Evidence.LATENCY) && reason != Reason.GENERATOR_LAG && reason != Reason.GENERATOR_LIMIT;
        }

        /** The sentence. */
        @Override
        public String toString() {
            return sentence;
        }
    }

    /** Copies the list. */
    public Validity {
        problems = List.copyOf(problems);
    }

    /** Whether there is no problem at all. */
    public boolean isValid() {
        return problems.isEmpty();
    }

    /** Whether a verdict that rests on this evidence is possible. */
    public boolean carries(Evidence evidence) {
        return problems.stream().noneMatch(problem -> problem.concerns(evidence));
    }

    /** The sentences of the problems that concern the evidence, joined by blanks. */
    public String sentences(Evidence evidence) {
        return sentences(problem -> problem.concerns(evidence));
    }

    /** The sentences of these problems, joined by blanks. */
    String sentences(Predicate<Problem> which) {
        return problems.stream().filter(which).map(Problem::sentence).collect(Collectors.joining(" "));
    }

    /** {@code valid}, or the sentences of all problems. */
    @Override
    public String toString() {
        return isValid() ? "valid" : sentences(problem -> true);
    }
}
