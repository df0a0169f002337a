// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

/**
 * Thrown by {@link Worker#awaitExit} of a runtime that knows more of the failure than the worker's output tells: its message is
 * the whole story, last lines and the command by hand included. The run adds only whose load it was and where the raw output is.
 */
public final class WorkerLostException extends WorkloadException {

    private static final long serialVersionUID = 1L;

    /** An exception with the whole story. */
    public WorkerLostException(String message) {
        super(message);
    }
}
