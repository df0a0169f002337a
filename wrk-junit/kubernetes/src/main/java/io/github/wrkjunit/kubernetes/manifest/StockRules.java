// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.net.URI;
import java.util.List;

/** What an unmodified wrk2 of DeathStarBench cannot offer or would offer wrongly. Stateless. */
public final class StockRules {

    private StockRules() {}

    /** What cannot be offered of the load with these options, each a whole sentence with the reason and the way out. */
    public static List<String> problems(WorkloadSpec spec, JobOptions options) {
        return List.of();
    }

    /** The load's URL as wrk2 must be given it: with a port and a path, without a fragment. */
    public static URI url(WorkloadSpec spec) {
        return spec.url();
    }
}
