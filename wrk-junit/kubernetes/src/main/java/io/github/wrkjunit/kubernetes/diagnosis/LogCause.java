// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.github.wrkjunit.report.export.WorkerEvent.Failure;
import io.github.wrkjunit.report.text.WrkErrorText;
import io.github.wrkjunit.runtime.FailureCause;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the program itself says in its log of its failure. A log holds output and errors without a mark. Stateless. */
final class LogCause {

    private LogCause() {}

    /** The cause; empty if the log does not tell it. */
    static Optional<Cause> of(WatchedContainer seen, int exitCode) {
        LogExcerpt log = seen.view().log();
        Optional<Failure> told = log.failures().stream().findFirst();
        return told.map(LogCause::failed).or(() -> Stream.concat(
                        log.causes().stream().filter(line -> !isWeak(line)),
                        log.causes().stream().filter(LogCause::isWeak))
                .filter(line -> exitCode == 0 ? hasRunAnotherThing(seen, line) : isPossible(seen, line))
                .findFirst()
                .map(line -> cause(seen, line)));
    }

    /** The cause that makes a run worthless that still goes on: it runs something else than was asked. */
    static Optional<Cause> ofRunning(WatchedContainer seen) {
        return seen.view().log().causes().stream()
                .filter(line -> hasRunAnotherThing(seen, line))
                .findFirst()
                .map(line -> cause(seen, line));
    }

    /** Lines that a script may print as well, or that only say that there is a better one. */
    private static boolean isWeak(WrkErrorText line) {
        return line.kind() == WrkErrorText.Kind.REQUEST || line.kind() == WrkErrorText.Kind.USAGE;
    }

    /** A script that cannot be read costs a stock wrk2 neither its exit code nor its report: that of plain GET requests. */
    private static boolean hasRunAnotherThing(WatchedContainer seen, WrkErrorText line) {
        return line.kind() == WrkErrorText.Kind.SCRIPT_NOT_LOADED && isScriptOf(seen, line);
    }

    private static boolean isPossible(WatchedContainer seen, WrkErrorText line) {
        return line.kind() != WrkErrorText.Kind.SCRIPT_NOT_LOADED || isScriptOf(seen, line);
    }

    private static boolean isScriptOf(WatchedContainer seen, WrkErrorText line) {
        String file = line.text().substring(0, line.text().indexOf(": "));
        List<EnvVar> environment = seen.spec().map(Container::getEnv).orElse(List.of());
        return seen.words().contains(file)
                || environment.stream().anyMatch(variable -> file.equals(variable.getValue()));
    }

    private static Cause cause(WatchedContainer seen, WrkErrorText line) {
        Failure failure = FailureCause.told(line);
        if (line.kind() == WrkErrorText.Kind.USAGE) {
            return UnknownOptions.of(seen).orElseGet(() -> failed(failure));
        }
        if (line.kind() == WrkErrorText.Kind.RESOLVE) {
            return new Cause(
                    "cannot find its target: " + failure.sentence(),
                    line.text().contains("Servname")
                            ? "Write the port into the URL, such as http://service:80: the image does not know the ports of names."
                            : "Is the Service there? From another namespace its name is service.namespace: correct the url.");
        }
        if (line.kind() == WrkErrorText.Kind.CONNECT) {
            return new Cause(
                    "cannot reach its target: " + failure.sentence(),
                    "Has the Service ready endpoints, and is it the right port? Start the target, or correct the url.");
        }
        if (line.kind() == WrkErrorText.Kind.ABORT) {
            return new Cause(
                    "aborted: " + line.text() + " " + FailureCause.INTERIM,
                    "Make the target send none to it, or use a generator that reads them, such as the runtime \"local\".");
        }
        return failed(failure);
    }

    private static Cause failed(Failure failure) {
        return switch (failure.kind()) {
            case SCRIPT ->
                new Cause(
                        "failed in its script: " + failure.sentence(),
                        failure.message().startsWith("cannot open ")
                                ? "Put the script where the command expects it, or correct its name."
                                : "Mend the script.");
            case TARGET ->
                new Cause("cannot reach its target: " + failure.sentence(), "Start the target, or correct the url.");
            case USAGE ->
                new Cause("failed: " + failure.sentence(), "Correct the load; the command that was refused is below.");
            case INTERNAL ->
                new Cause(
                        "failed: " + failure.sentence(),
                        "This is a defect of the generator: report it with its output.");
        };
    }
}
