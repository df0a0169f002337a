// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

/** The script has called {@code os.exit}: the process is to end, in order, with this code. */
public final class ScriptExitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    ScriptExitException(int code) {
        super("The script has called os.exit(" + code + ").");
        this.code = code;
    }

    /** The exit status that the script asks for. */
    public int code() {
        return code;
    }
}
