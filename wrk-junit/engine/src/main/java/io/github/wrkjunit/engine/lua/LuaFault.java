// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

/** An error as a state reports it, before it is known what the state was doing. */
final class LuaFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final String text;

    LuaFault(String file, int line, String text) {
        super(text, null, false, false);
        this.file = file;
        this.line = line;
        // A missing module is told in many lines: one for each place.
        this.text = text.replace(":\n\t", ": ").replace("\n\t", ", ").strip();
    }

    String file() {
        return file;
    }

    int line() {
        return line;
    }

    String text() {
        return text;
    }
}
