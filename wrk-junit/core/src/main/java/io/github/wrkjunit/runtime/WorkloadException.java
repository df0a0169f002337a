// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import org.jspecify.annotations.Nullable;

/** A run that failed; its message says what happened, where (place, load, worker, raw output) and what to do. */
public class WorkloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with the whole story. */
    public WorkloadException(String message) {
        super(message);
    }

    /** An exception with the whole story and its cause. */
    public WorkloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
