// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.util.List;

/** A command line that cannot be run; lists every problem at once. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
