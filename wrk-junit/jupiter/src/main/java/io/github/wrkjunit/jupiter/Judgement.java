// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.RunningWorkloads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Finds the loads that nobody has judged: a test that only offers a load passes whatever the system answers. Stateless. */
final class Judgement {

    static final String EXEMPT = "set judged = false for a warm-up or a background load.";

    private static final System.Logger LOGGER = System.getLogger(Judgement.class.getName());

    private Judgement() {}

    /** The loads that had to be judged, and were not. */
    static List<RunningWorkload> missing(Collection<RunningWorkloads> runs, Predicate<RunningWorkload> which) {
        List<RunningWorkload> missing = new ArrayList<>();
        for (RunningWorkloads run : runs) {
            run.loads().stream()
                    .filter(load -> load.spec().isJudged() && !load.isJudged())
                    .filter(which)
                    .forEach(missing::add);
        }
        return missing;
    }

    /** Such as {@code load "workload"}, {@code loads "a" and "b"}. */
    static String named(List<RunningWorkload> loads) {
        return (loads.size() == 1 ? "load \"" : "loads \"")
                + String.join(
                        "\" and \"", loads.stream().map(RunningWorkload::name).toList())
                + "\"";
    }

    /** Warns of a load whose report was taken, on standard output, in the report and to the logger. */
    static void warn(RunningWorkload load, String place) {
        String sentence = "Nothing was read from the report of load \"" + load.name() + "\", so " + place
                + " passes whatever the system answers. Assert on the report, or " + EXEMPT;
        load.warn(sentence);
        System.out.println(place + ": warning: " + sentence);
        LOGGER.log(System.Logger.Level.WARNING, sentence);
    }
}
