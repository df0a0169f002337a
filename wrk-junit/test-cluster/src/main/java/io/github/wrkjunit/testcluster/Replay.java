// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What {@code wrk} does in a container of {@link StandIn#REPLAY} (or {@link StandIn#WRK2}, unless that is real) instead of
 * offering a load: the container has the environment variable {@link #VARIABLE} with {@link #value()}. Immutable.
 */
public final class Replay {

    /** The environment variable of the container. */
    public static final String VARIABLE = "STAND_IN";

    private final String script;

    private Replay(String script) {
        this.script = script;
    }

    /**
     * Runs lines of a POSIX shell in place of wrk, with wrk's arguments as {@code $@}, as process 1.
     *
     * @param script such as {@code sleep 2; exit 1}
     */
    public static Replay script(String script) {
        return new Replay(requireNonNull(script, "script"));
    }

    /**
     * Prints a log and ends.
     *
     * @param log what to print, such as a recorded log of the real program
     * @param exitCode the exit code
     */
    public static Replay log(String log, int exitCode) {
        return log(0, log, exitCode);
    }

    /**
     * Prints a log at the end, as wrk2 does, whose output is buffered.
     *
     * @param seconds after how many seconds
     * @param log what to print
     * @param exitCode the exit code
     */
    public static Replay log(int seconds, String log, int exitCode) {
        return script("sleep " + seconds + "\nprintf %s " + base64(log) + " | base64 -d\nexit " + exitCode);
    }

    /** The value of the environment variable. */
    public String value() {
        return base64(script);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
