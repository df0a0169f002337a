// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

/** A request that cannot be answered because of what it says; the message goes back to the guest with status 400. */
final class BadRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
