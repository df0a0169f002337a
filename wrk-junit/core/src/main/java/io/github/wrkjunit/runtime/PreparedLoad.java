// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A load that is checked. Immutable.
 *
 * @param spec the load as it will run
 * @param script its script, found
 * @param warnings what a reader of its report should know
 */
record PreparedLoad(WorkloadSpec spec, Optional<Script> script, List<String> warnings) {

    PreparedLoad {
        warnings = List.copyOf(warnings);
    }

    /** The same with more warnings. */
    PreparedLoad warned(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new PreparedLoad(spec, script, all);
    }
}
