// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

/** JSON that is damaged or not of the expected form; the message is half a sentence that names the place in it. */
final class JsonValueException extends Exception {

    private static final long serialVersionUID = 1L;

    JsonValueException(String message) {
        super(message);
    }
}
