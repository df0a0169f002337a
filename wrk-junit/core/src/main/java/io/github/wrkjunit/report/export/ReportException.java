// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import org.jspecify.annotations.Nullable;

/** A worker's output or a report file that cannot be read, or that contradicts itself; the message says where and what to do. */
public class ReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with the whole story. */
    public ReportException(String message) {
        super(message);
    }

    /** An exception with the whole story and its cause. */
    public ReportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
