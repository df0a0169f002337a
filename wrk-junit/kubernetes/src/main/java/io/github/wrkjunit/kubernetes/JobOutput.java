// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.kubernetes.manifest.WrapperNonce;
import io.github.wrkjunit.spec.Redaction;
import java.util.List;
import java.util.Optional;

/**
 * What a pod prints, as it may be read and kept: no event that its wrapper has not printed, and none of the user's secrets.
 * Immutable.
 *
 * @param nonce what the wrapper's events carry; empty without a wrapper, whose events are then the program's own
 * @param secrets values that must not be kept
 */
record JobOutput(Optional<WrapperNonce> nonce, List<String> secrets) {

    static JobOutput of(LoadJob load) {
        return new JobOutput(load.nonce().map(WrapperNonce::new), load.secrets());
    }

    /** The line as it may be kept. */
    String of(String line) {
        String shown = line;
        for (String secret : secrets) {
            shown = shown.replace(secret, Redaction.HIDDEN);
        }
        return nonce.isEmpty() ? shown : nonce.get().admitted(shown);
    }
}
