// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import static java.util.Objects.requireNonNull;

/** A worker that says why it could not do its work: no report. */
public final class WorkerFailedException extends ReportException {

    private static final long serialVersionUID = 1L;

    private final transient WorkerEvent.Failure failure;

    /** An exception with the whole story and what the worker has told. */
    public WorkerFailedException(String message, WorkerEvent.Failure failure) {
        super(message);
        this.failure = requireNonNull(failure, "failure");
    }

    /** What the worker has told: whose fault it is, and for a script file, line and request, as far as known. */
    public WorkerEvent.Failure failure() {
        return failure;
    }
}
