// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.lua.ScriptException;
import io.github.wrkjunit.engine.lua.ScriptExitException;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.export.WorkerEvent.Failure.Kind;
import io.github.wrkjunit.spec.Redaction;
import java.io.PrintStream;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Tells why there is no report: to a person on standard error, to a program as an event. One thread at a time. */
final class Failures {

    private final EventOutput events;
    private final PrintStream err;

    Failures(EventOutput events, PrintStream err) {
        this.events = events;
        this.err = err;
    }

    /** The command line is wrong; gives the exit status. */
    int usage(String message) {
        tell(WorkerEvent.Failure.of(Kind.USAGE, message));
        if (!events.isOn()) {
            events.out().print(Usage.TEXT);
        }
        return 1;
    }

    /** The run has thrown this; gives the exit status. */
    int failed(Exception e) {
        if (e instanceof ScriptExitException exit) {
            tell(WorkerEvent.Failure.of(Kind.SCRIPT, String.valueOf(e.getMessage())));
            return exit.code();
        }
        if (e instanceof ScriptException script) {
            tell(new WorkerEvent.Failure(
                    Kind.SCRIPT,
                    String.valueOf(e.getMessage()),
                    script.file(),
                    script.line() > 0 ? OptionalInt.of(script.line()) : OptionalInt.empty(),
                    script.requestNumber() > 0 ? OptionalLong.of(script.requestNumber()) : OptionalLong.empty()));
        } else if (e instanceof TargetException) {
            tell(WorkerEvent.Failure.of(Kind.TARGET, String.valueOf(e.getMessage())));
        } else if (e instanceof UsageException || e instanceof ReportException) {
            tell(WorkerEvent.Failure.of(Kind.USAGE, String.valueOf(e.getMessage())));
        } else {
            tell(WorkerEvent.Failure.of(Kind.INTERNAL, e.toString()));
            e.printStackTrace(err);
        }
        return 1;
    }

    /** The heap was too small; the load has ended, and its memory is free again. */
    int outOfMemory() {
        tell(WorkerEvent.Failure.of(
                Kind.USAGE,
                "The engine's memory of " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB ran out. Use fewer connections, smaller answers, or a script that keeps less."));
        return 1;
    }

    /** The script does not return; the caller ends the process. */
    void stuck(String message) {
        tell(WorkerEvent.Failure.of(Kind.SCRIPT, message));
    }

    private void tell(WorkerEvent.Failure told) {
        WorkerEvent.Failure failure = new WorkerEvent.Failure(
                told.kind(), Redaction.text(told.message()), told.file(), told.line(), told.request());
        events.writer().write(failure);
        err.println(failure.message());
    }
}
