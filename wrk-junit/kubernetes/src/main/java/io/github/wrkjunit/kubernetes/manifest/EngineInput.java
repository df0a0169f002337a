// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.runtime.EngineArguments;
import io.github.wrkjunit.spec.WorkloadSpec;

/**
 * What an engine in a pod reads before all else: the nonce of its events, and the words of its load that nobody shall see.
 * Immutable.
 *
 * @param nonce the nonce
 * @param words the line of words, with its line break
 */
public record EngineInput(String nonce, String words) {

    /** How the engine gets it. */
    public enum Channel {
        /** By standard input, to which somebody attaches, who orders its start, its marks and its stop as well. */
        ATTACHED,
        /** From a Secret: it begins at once, and knows no orders. */
        SECRET
    }

    static EngineInput of(String nonce, WorkloadSpec spec) {
        return new EngineInput(nonce, EngineArguments.line(EngineArguments.hidden(spec)));
    }

    /** Both lines. */
    public String text() {
        return nonce + "\n" + words;
    }
}
