// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.UserFrames;
import io.github.wrkjunit.spec.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * A run that failed; its message says what happened, where (place, load, worker, raw output) and what to do. What
 * looks like a secret in it is hidden.
 */
public class WorkloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with the whole story. */
    public WorkloadException(String message) {
        super(Redaction.text(message));
    }

    /** An exception with the whole story and its cause. */
    public WorkloadException(String message, @Nullable Throwable cause) {
        super(Redaction.text(message), cause);
    }

    /** The same failure with the stack of who is told it now, from the line of theirs on that has asked. */
    WorkloadException again() {
        WorkloadException again = new WorkloadException(String.valueOf(getMessage()), getCause());
        for (Throwable suppressed : getSuppressed()) {
            again.addSuppressed(suppressed);
        }
        return UserFrames.of(again);
    }

    /**
     * The same failure with more words. If the message quotes the other one's whole message, the other one is no cause: a console
     * prints the message of each cause, and this one may have 20 lines.
     */
    static WorkloadException of(String message, @Nullable Throwable cause) {
        if (cause == null || !isQuoted(message, cause)) {
            return new WorkloadException(message, cause);
        }
        Throwable other = cause.getCause();
        while (other != null && isQuoted(message, other)) {
            other = other.getCause();
        }
        WorkloadException same = new WorkloadException(message, other);
        same.setStackTrace(cause.getStackTrace());
        for (Throwable suppressed : cause.getSuppressed()) {
            same.addSuppressed(suppressed);
        }
        return same;
    }

    private static boolean isQuoted(String message, Throwable cause) {
        return cause instanceof WorkloadException
                && cause.getMessage() != null
                && message.contains(cause.getMessage().strip());
    }
}
