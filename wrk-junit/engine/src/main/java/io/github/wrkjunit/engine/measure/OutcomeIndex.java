// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.Outcome;

/** Outcomes as indexes of arrays: a map would be slower on the hot path. Immutable. */
final class OutcomeIndex {

    private static final Outcome[] OUTCOMES = Outcome.values();

    /** How many outcomes there are. */
    static final int COUNT = OUTCOMES.length;

    private OutcomeIndex() {}

    @SuppressWarnings("EnumOrdinal") // only in memory, never written anywhere
    static int of(Outcome outcome) {
        return outcome.ordinal();
    }

    static Outcome outcome(int index) {
        return OUTCOMES[index];
    }
}
