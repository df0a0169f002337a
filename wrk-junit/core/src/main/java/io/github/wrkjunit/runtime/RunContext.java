// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * All that the loads of one run have in common. Immutable.
 *
 * @param place what messages begin with; empty for nothing
 * @param settings the settings, for the runtime
 * @param options the settings of the run, read
 * @param provider the runtime that was chosen
 * @param evidence the folder of the evidence
 * @param progress who is told how it goes
 * @param surroundings the world
 */
record RunContext(
        String place,
        Settings settings,
        RunOptions options,
        WorkloadRuntimeProvider provider,
        Path evidence,
        Consumer<String> progress,
        Surroundings surroundings) {

    /** What failures of a load begin with: {@code Workload of CheckoutTest.p99()}. */
    String subject(String load, boolean several) {
        String workload = "Workload" + (several || place.isEmpty() ? " \"" + load + "\"" : "");
        return place.isEmpty() ? workload : workload + " of " + place;
    }
}
