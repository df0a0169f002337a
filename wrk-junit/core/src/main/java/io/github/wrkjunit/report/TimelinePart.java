// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.List;

/**
 * The requests whose intended start is in one second of the run and between two marks, so that a window can be cut exactly. A
 * second without a mark in it has one part.
 *
 * @param second seconds since {@link WorkloadReport#startedAt()}, from 0
 * @param marks how many marks the generator had set before these requests were due, from 0
 * @param cells their outcomes per operation
 */
public record TimelinePart(int second, int marks, List<Cell> cells) {

    /** Copies the list. */
    public TimelinePart {
        cells = List.copyOf(cells);
    }
}
