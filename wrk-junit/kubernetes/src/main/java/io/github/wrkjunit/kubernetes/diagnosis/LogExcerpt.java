// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.export.WorkerEvent.Failure;
import io.github.wrkjunit.report.text.WrkErrorText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a diagnosis needs of a container's log. Immutable.
 *
 * @param failures the failures that the worker has told by events
 * @param causes the first lines that may tell why a wrk2 has failed
 * @param options the options that the program's usage lists, such as {@code -D}; empty if it has printed none
 * @param tail the last lines, without events and empty ones, shortened; equal ones that follow each other are one
 * @param report whether a report has been printed to its end, as text or as event
 * @param ended whether there will be no more lines
 * @param problem what is missing of it although it has ended, a whole sentence; empty if nothing
 */
public record LogExcerpt(
        List<Failure> failures,
        List<WrkErrorText> causes,
        Set<String> options,
        List<String> tail,
        boolean report,
        boolean ended,
        Optional<String> problem) {

    /** The log of a container that has not started. */
    public static final LogExcerpt NONE =
            new LogExcerpt(List.of(), List.of(), Set.of(), List.of(), false, false, Optional.empty());

    /** Copies the collections. */
    public LogExcerpt {
        failures = List.copyOf(failures);
        causes = List.copyOf(causes);
        options = Set.copyOf(options);
        tail = List.copyOf(tail);
        requireNonNull(problem, "problem");
    }
}
