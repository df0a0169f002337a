// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

/** The moment from which a latency is counted. */
public enum LatencyBasis {
    /** The moment at which the request was due: what a person who arrived then has waited. */
    INTENDED_START("measured from the intended start"),
    /** The end of the actual write, as in DeathStarBench's wrk2: lateness of the generator is hidden. */
    ACTUAL_SEND("measured from the actual send"),
    /** The generator does not say. */
    UNKNOWN("from a start that the generator does not tell");

    private final String words;

    LatencyBasis(String words) {
        this.words = words;
    }

    /** The basis in words, for messages: {@code measured from the intended start}. */
    public String words() {
        return words;
    }
}
