// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import java.util.Optional;

/**
 * Which program offers a load. Immutable.
 *
 * @param engine {@link Engine#STOCK} or {@link Engine#WRK_JUNIT}
 * @param problems what it cannot offer of the load, each a whole sentence; nothing of the load may start then
 * @param note why it is not the engine although that was asked for if possible, a whole sentence
 */
public record EngineChoice(Engine engine, List<String> problems, Optional<String> note) {

    /** Copies the list. */
    public EngineChoice {
        problems = List.copyOf(problems);
    }

    /** The choice for this load with these options. */
    public static EngineChoice of(WorkloadSpec spec, JobOptions options) {
        if (options.engine() == Engine.STOCK) {
            return stock(spec, options, Optional.empty());
        }
        List<String> problems = EngineRules.problems(spec, options);
        return options.engine() == Engine.AUTO && !problems.isEmpty()
                ? stock(
                        spec,
                        options,
                        Optional.of(
                                "wrk.kubernetes.engine = auto has chosen the stock image, because the engine cannot run: "
                                        + problems.get(0)))
                : new EngineChoice(Engine.WRK_JUNIT, problems, Optional.empty());
    }

    private static EngineChoice stock(WorkloadSpec spec, JobOptions options, Optional<String> note) {
        return new EngineChoice(Engine.STOCK, StockRules.problems(spec, options), note);
    }
}
