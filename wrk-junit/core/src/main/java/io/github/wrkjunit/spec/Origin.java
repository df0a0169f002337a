// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static java.util.Objects.requireNonNull;

/**
 * Where a value of a specification came from. Immutable.
 *
 * @param kind the layer that decided
 * @param place the exact place, fit to be shown: {@code @WithWorkload on CheckoutTest.p99()}, {@code system property wrk.rate}
 */
public record Origin(Kind kind, String place) {

    /** The effective default of the specification. */
    public static final Origin DEFAULT = new Origin(Kind.DEFAULT, "default");

    /** A call of the builder. */
    public static final Origin PROGRAM = new Origin(Kind.PROGRAM, "program");

    /** A value that the run chose, such as a seed that nobody gave. */
    public static final Origin CHOSEN = new Origin(Kind.CHOSEN, "chosen for this run");

    /** The layers, the later ones over the earlier. */
    public enum Kind {
        /** Nobody said anything. */
        DEFAULT,
        /** Chosen by the run. */
        CHOSEN,
        /** An annotation, {@code @WorkloadTarget} included. */
        ANNOTATION,
        /** A call of the builder. */
        PROGRAM,
        /** System property, environment or configuration parameter. */
        SETTING
    }

    /** Checks that both parts are there. */
    public Origin {
        requireNonNull(kind, "kind");
        requireNonNull(place, "place");
    }

    /** An annotation at this place. */
    public static Origin annotation(String place) {
        return new Origin(Kind.ANNOTATION, place);
    }

    /** A setting from this place. */
    public static Origin setting(String place) {
        return new Origin(Kind.SETTING, place);
    }

    @Override
    public String toString() {
        return place;
    }
}
