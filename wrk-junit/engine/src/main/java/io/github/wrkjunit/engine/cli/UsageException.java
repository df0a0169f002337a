// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.spec.Redaction;
import java.util.List;
import java.util.stream.Collectors;

/** A command line that cannot be run; lists every problem at once, without secrets. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(List<String> problems) {
        super(problems.stream().map(Redaction::text).collect(Collectors.joining("\n")));
    }
}
