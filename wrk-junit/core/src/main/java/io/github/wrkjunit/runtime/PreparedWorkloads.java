// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;

/** Loads that are checked and can start; nothing has been started yet. Immutable. */
public final class PreparedWorkloads {

    PreparedWorkloads() {}

    /** The loads as they will run, settings applied, in the order of {@link WorkloadRunner#prepare}. */
    public List<WorkloadSpec> specs() {
        throw new UnsupportedOperationException();
    }

    /**
     * Arms all loads, then starts them together; returns once all have begun.
     *
     * @throws WorkloadException if one cannot be started; none runs then
     */
    public RunningWorkloads start() {
        throw new UnsupportedOperationException();
    }
}
