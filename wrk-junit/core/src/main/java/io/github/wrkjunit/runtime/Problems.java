// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects everything that is wrong, each sentence with its place; one thread at a time. */
final class Problems implements Consumer<String> {

    private final String place;
    private final List<String> sentences = new ArrayList<>();

    Problems(String place) {
        this.place = place;
    }

    @Override
    public void accept(String sentence) {
        add(sentence);
    }

    void add(String sentence) {
        addWith(place, sentence);
    }

    /** Adds a problem of one load; the load is named where there are several. */
    void add(String load, boolean several, String sentence) {
        String of = several ? "load \"" + load + "\"" : "";
        addWith(place.isEmpty() || of.isEmpty() ? place + of : place + ", " + of, sentence);
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    /** Throws all at once, if there is any. */
    void check() {
        if (!sentences.isEmpty()) {
            throw new InvalidSpecException(sentences);
        }
    }

    /** The sentence after the place of the value, where an annotation or a setting has set it. */
    static String at(Optional<Origin> origin, String sentence) {
        return origin.filter(from -> from.kind() == Origin.Kind.ANNOTATION || from.kind() == Origin.Kind.SETTING)
                .map(from -> from.place() + ": " + sentence)
                .orElse(sentence);
    }

    /** An annotation names its place by itself: {@code @WithWorkload on CheckoutTest.p99(): ...}. */
    private void addWith(String prefix, String sentence) {
        boolean placed = prefix.isEmpty() || (sentence.startsWith("@") && sentence.contains(" on " + place + ":"));
        String whole = placed ? sentence : prefix + ": " + sentence;
        if (!sentences.contains(whole)) {
            sentences.add(whole);
        }
    }
}
