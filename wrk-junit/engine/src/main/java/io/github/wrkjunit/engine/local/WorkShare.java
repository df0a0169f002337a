// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

/** How one load is split over its workers: the shares add up exactly. Stateless. */
final class WorkShare {

    private WorkShare() {}

    /** The worker's part of a number of things that cannot be split: the first ones get one more. */
    static int of(int total, int worker, int workers) {
        return total / workers + (worker < total % workers ? 1 : 0);
    }
}
