// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.github.wrkjunit.report.export.WorkerEvent.Failure;
import io.github.wrkjunit.report.text.WrkErrorText;
import java.util.List;

/**
 * What a diagnosis needs of a container's log. Immutable.
 *
 * @param failures the failures that the worker has told by events
 * @param causes the first lines that may tell why a wrk2 has failed
 * @param tail the last lines, without events and empty ones, shortened; equal ones that follow each other are one
 * @param report whether a report has been printed to its end, as text or as event
 * @param ended whether the whole log is known
 */
public record LogExcerpt(
        List<Failure> failures, List<WrkErrorText> causes, List<String> tail, boolean report, boolean ended) {

    /** The log of a container that has not started. */
    public static final LogExcerpt NONE = new LogExcerpt(List.of(), List.of(), List.of(), false, false);

    /** Copies the lists. */
    public LogExcerpt {
        failures = List.copyOf(failures);
        causes = List.copyOf(causes);
        tail = List.copyOf(tail);
    }
}
