// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.spec.UrlAuthority;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;

/** What the engine cannot offer from a pod. Stateless. */
public final class EngineRules {

    private EngineRules() {}

    /** What cannot be offered of the load with these options, each a whole sentence with the reason and the way out. */
    public static List<String> problems(WorkloadSpec spec, JobOptions options) {
        List<String> problems = new ArrayList<>();
        if ("https".equalsIgnoreCase(spec.url().getScheme())) {
            problems.add("url \"" + spec.url()
                    + "\": the engine does not speak TLS. Use an http:// URL, or set wrk.kubernetes.engine = stock.");
        }
        UrlAuthority authority = UrlAuthority.of(spec.url()).orElseThrow(); // a specification has no other URL
        if (StockRules.isPodItself(authority, options)) {
            problems.add("the load of " + authority.bracketed()
                    + " cannot be offered from a pod: in a pod that is the pod itself. Use the service's name, such as"
                    + " http://frontend.hotel.svc:5000.");
        }
        return List.copyOf(problems);
    }
}
