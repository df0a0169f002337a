// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.SecondHealth;
import java.util.List;
import java.util.Optional;

/** Takes what a run has told of one second. */
@FunctionalInterface
public interface IntervalListener {

    /**
     * Requests whose intended start is in this second of the run, from 0, and whose outcome became known since the last call. A
     * second may be told several times; the sum over all calls is exactly what the result holds.
     *
     * @param second from 0
     * @param marks how many marks had been set before these requests were due
     * @param cells the requests by operation and outcome; none if only the health is new
     * @param health how well the generator did in the second, as far as it was not told before; empty if nothing is new
     */
    void interval(int second, int marks, List<Cell> cells, Optional<SecondHealth> health);
}
