// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.launch;

import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Distribution;
import java.nio.file.Path;
import java.time.Duration;

/** Offers twenty requests of a script and tells the number of good answers. Arguments: folder, URL, script. */
public final class ShortLoadMain {

    private ShortLoadMain() {}

    /** Runs the load. */
    public static void main(String[] arguments) {
        WorkloadReport report = WorkloadRunner.builder()
                .evidence(Path.of(arguments[0]))
                .build()
                .run(load -> load.url(arguments[1])
                        .script(arguments[2])
                        .rate(20)
                        .dist(Distribution.FIXED)
                        .duration(Duration.ofSeconds(1)));
        System.out.println(WorkloadRunner.class.getModule() + ": "
                + report.counts().of(Outcome.SUCCESS).orElseThrow());
    }
}
