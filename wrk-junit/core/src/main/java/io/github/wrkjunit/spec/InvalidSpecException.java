// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.util.List;

/** A specification that cannot be run; its message lists every problem at once, without secrets. */
public final class InvalidSpecException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // what toList() makes is serializable
    private final List<String> problems;

    /** An exception with these problems, at least one, each a whole sentence that names place, value and way out. */
    public InvalidSpecException(List<String> problems) {
        super(message(hidden(problems)));
        this.problems = hidden(problems);
    }

    /** The problems, each a whole sentence. */
    public List<String> problems() {
        return problems;
    }

    private static List<String> hidden(List<String> problems) {
        return problems.stream().map(Redaction::text).toList();
    }

    private static String message(List<String> problems) {
        return problems.size() == 1
                ? problems.get(0)
                : problems.size() + " problems:\n  - " + String.join("\n  - ", problems);
    }
}
