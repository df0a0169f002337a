// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.spec.Redaction;

/**
 * One word of a command line, in which the end may be a secret. Immutable.
 *
 * @param open the word, or the part before the secret
 * @param secret the secret part; empty for none
 */
record Word(String open, String secret) {

    static Word of(String text) {
        return new Word(text, "");
    }

    boolean isSecret() {
        return !secret.isEmpty();
    }

    /** The word for people. */
    String shown() {
        return isSecret() ? open + Redaction.HIDDEN : open;
    }

    /** The word as a pod's command or argument, the secret in the variable of that name. */
    String inPod(String variable) {
        return literal(open) + (isSecret() ? "$(" + variable + ")" : "");
    }

    /**
     * The text as a pod's command, argument or environment value that comes out as it is. Kubernetes replaces {@code $(NAME)} and
     * {@code $$} in them (k8s.io/kubernetes/third_party/forked/golang/expansion, Expand); a doubled dollar is one, whatever follows.
     */
    static String literal(String text) {
        return text.replace("$", "$$");
    }
}
