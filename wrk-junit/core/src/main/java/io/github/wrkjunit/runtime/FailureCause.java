// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.export.WorkerEvent.Failure;
import io.github.wrkjunit.report.text.WrkErrorText;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds in the text of a stock wrk2 why it has failed. It ends with code 0 after many failures, and may have run something else. Stateless. */
public final class FailureCause {

    private static final Pattern PANIC = Pattern.compile("PANIC: unprotected error in call to Lua API \\((.*)\\)");
    private static final Pattern LUA = Pattern.compile("(?s)([^:\\s]+):(\\d{1,9}): (.*)");

    private static final String USAGE = "Usage:";

    /** Why stock wrk2 fails a check of its own (wrk2/SPEC.md c.7). */
    public static final String INTERIM =
            "This wrk2 takes an interim answer (1xx, such as 103) for the answer to a request that it has not sent, and aborts.";

    private FailureCause() {}

    /** Why it failed; empty if nothing says so, and for a worker that tells of it by events. */
    static Optional<Failure> of(WorkloadSpec spec, WorkerTranscript worker) {
        if (worker.started().isPresent()) {
            return Optional.empty();
        }
        return Stream.concat(
                        worker.errorCauses().stream().map(line -> of(spec, line, true)),
                        worker.causes().stream().map(line -> of(spec, line, false))) // a pod's log holds both
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> usage(worker));
    }

    /** Whether the line may be one that tells why a worker has failed. */
    static boolean mayTell(String line) {
        return WrkErrorText.of(line).isPresent();
    }

    private static Optional<Failure> usage(WorkerTranscript worker) {
        return worker.causes().stream()
                .filter(line -> line.startsWith(USAGE))
                .findFirst()
                .flatMap(WrkErrorText::of)
                .map(FailureCause::told);
    }

    private static Optional<Failure> of(WorkloadSpec spec, String line, boolean error) {
        return WrkErrorText.of(line)
                .filter(found -> switch (found.kind()) {
                    case SCRIPT, CONNECT, RESOLVE, URL, ABORT -> true;
                    case USAGE -> !line.startsWith(USAGE); // if nothing says it better
                    case REQUEST -> error; // a script's own words may read so
                    case SCRIPT_NOT_LOADED -> error || isOf(spec, file(found));
                })
                .map(FailureCause::told);
    }

    /** What a line tells that a wrk or wrk2 has printed; it may be the script's own words if it was no line of standard error. */
    public static Failure told(WrkErrorText line) {
        return switch (line.kind()) {
            case SCRIPT -> script(line.text());
            case CONNECT, RESOLVE -> failure(Failure.Kind.TARGET, line.text());
            case URL -> failure(Failure.Kind.USAGE, line.text());
            case USAGE ->
                failure(
                        Failure.Kind.USAGE,
                        line.text().startsWith(USAGE)
                                ? "it did not understand its command line and printed its usage"
                                : line.text());
            case ABORT -> failure(Failure.Kind.INTERNAL, "it aborted: " + line.text() + " " + INTERIM);
            case REQUEST -> failure(Failure.Kind.SCRIPT, "its first request is not HTTP: " + line.text());
            case SCRIPT_NOT_LOADED -> notLoaded(line);
        };
    }

    private static Failure notLoaded(WrkErrorText line) {
        String file = file(line);
        String message = line.text().substring(file.length() + 2);
        Matcher place = LUA.matcher(message);
        boolean compiled = place.matches() && place.group(1).equals(file);
        return new Failure(
                Failure.Kind.SCRIPT,
                Redaction.text(compiled ? place.group(3) : message)
                        + ". wrk2 did not run the script, it sent plain GET requests",
                file,
                compiled ? OptionalInt.of(Integer.parseInt(place.group(2))) : OptionalInt.empty(),
                OptionalLong.empty());
    }

    private static String file(WrkErrorText notLoaded) {
        return notLoaded.text().substring(0, notLoaded.text().indexOf(": "));
    }

    /** What an exit code says by itself, with a blank at the end; empty if nothing. */
    static String meaning(OptionalInt exitCode) {
        return switch (exitCode.orElse(0)) {
            case 134 -> "It aborted. ";
            case 137 -> "It was killed, perhaps for want of memory. ";
            case 139 -> "It crashed. ";
            case 143 -> "It was told to end before it had its report. ";
            default -> "";
        };
    }

    private static Failure script(String line) {
        Matcher panic = PANIC.matcher(line);
        String message = panic.matches() ? panic.group(1) : line;
        Matcher place = LUA.matcher(message);
        return place.matches()
                ? new Failure(
                        Failure.Kind.SCRIPT,
                        Redaction.text(place.group(3)),
                        place.group(1),
                        OptionalInt.of(Integer.parseInt(place.group(2))),
                        OptionalLong.empty())
                : failure(Failure.Kind.SCRIPT, message);
    }

    private static Failure failure(Failure.Kind kind, String message) {
        return Failure.of(kind, Redaction.text(message));
    }

    private static boolean isOf(WorkloadSpec spec, String file) {
        return spec.script()
                .map(script -> script.substring(script.lastIndexOf('/') + 1))
                .filter(name -> file.equals(name) || file.endsWith("/" + name))
                .isPresent();
    }
}
