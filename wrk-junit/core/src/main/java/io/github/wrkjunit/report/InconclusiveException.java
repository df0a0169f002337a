// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

/**
 * A report cannot carry the verdict that was asked of it: neither pass nor fail. Deliberately no {@link AssertionError}, so
 * that the test ends in error.
 */
public final class InconclusiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An exception with the whole story: what was asked, why it cannot be told, what to do. */
    public InconclusiveException(String message) {
        super(message);
    }
}
