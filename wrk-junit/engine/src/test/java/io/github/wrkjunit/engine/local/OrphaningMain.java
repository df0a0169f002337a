// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Offers a long load, as a test would, and is killed meanwhile. Arguments: folder, URL, warm-up, then either a script or nothing. */
final class OrphaningMain {

    private OrphaningMain() {}

    /** Runs the load; settings are system properties. */
    public static void main(String[] arguments) {
        WorkloadSpec.Builder load = WorkloadSpec.builder()
                .url(arguments[1])
                .rate(50)
                .dist(Distribution.FIXED)
                .warmup(Duration.parse(arguments[2]))
                .duration(Duration.ofMinutes(10));
        if (arguments.length > 3) {
            load.script(arguments[3]);
        }
        Map<String, String> settings = System.getProperty("wrk.local.command") == null
                ? Map.of()
                : Map.of("wrk.local.command", System.getProperty("wrk.local.command"));
        WorkloadRunner.builder()
                .settings(Settings.of(SettingsSource.of("test", settings)))
                .evidence(Path.of(arguments[0]))
                .build()
                .run(load.build());
    }
}
