// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.Latency;
import io.github.wrkjunit.report.Outcome;

/**
 * The latencies that are judged, and whose they are. Immutable.
 *
 * @param latency the latencies
 * @param all {@code all} where no request is left out, else {@code the}
 * @param requests the requests in words: {@code answered requests of GET /hotels}
 */
record LatencyView(Latency latency, String all, String requests) {

    /** Of all offered requests. */
    static LatencyView offered(Subject subject, Latency latency) {
        return new LatencyView(latency, "all", subject.requests());
    }

    /** Of the answered ones, whatever their status. */
    static LatencyView answered(Subject subject, Latency latency) {
        return new LatencyView(latency, "the", "answered " + subject.requests());
    }

    /** Of those with this outcome. */
    static LatencyView of(Subject subject, Outcome outcome, Latency latency) {
        return new LatencyView(latency, "the", subject.requests() + " with the outcome " + outcome.key());
    }

    boolean isOfAllOffered() {
        return "all".equals(all);
    }

    /** Such as {@code over all 1,500 requests}. */
    String over() {
        return "over " + all + " " + Words.grouped(latency.count()) + " " + requests;
    }
}
