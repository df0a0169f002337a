// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

/** The target cannot be reached by its name. */
final class TargetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
