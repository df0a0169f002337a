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

    /**
     * The same failure with more words. If the message quotes the other one's whole message, the other one is no cause: a console
     * prints the message of each cause, and this one may have 20 lines.
     */
    static WorkloadException of(String message, @Nullable Throwable cause) {
        boolean quoted = cause instanceof WorkloadException
                && cause.getMessage() != null
                && message.contains(cause.getMessage().strip());
        if (!quoted || cause == null) {
            return new WorkloadException(message, cause);
        }
        WorkloadException same = new WorkloadException(message, cause.getCause());
        same.setStackTrace(cause.getStackTrace());
        for (Throwable suppressed : cause.getSuppressed()) {
            same.addSuppressed(suppressed);
        }
        return same;
    }

    /** An exception with the whole story and its cause. */
    public WorkloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
