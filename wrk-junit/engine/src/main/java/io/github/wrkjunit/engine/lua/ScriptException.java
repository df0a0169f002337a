// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

/** A script has failed: the run ends. The message names file, line, cause, and the request at which it happened. */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final long requestNumber;

    ScriptException(LuaFault fault, String where, String advice, long requestNumber) {
        super(
                "Script " + fault.file() + (fault.line() > 0 ? ":" + fault.line() : "") + ": " + fault.text() + " ("
                        + where + "). " + advice,
                fault);
        this.file = fault.file();
        this.line = fault.line();
        this.requestNumber = requestNumber;
    }

    /** The file in which it happened, by the name that the user has given; a companion's path when it happened there. */
    public String file() {
        return file;
    }

    /** The line in {@link #file()}, from 1; 0 when it is not known. */
    public int line() {
        return line;
    }

    /** The number of the request or answer in its thread, from 1; 0 when it happened outside of the run. */
    public long requestNumber() {
        return requestNumber;
    }
}
