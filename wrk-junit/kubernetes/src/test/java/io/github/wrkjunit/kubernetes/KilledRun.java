// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A test's JVM that is killed while its load runs: says {@code begun} once the load has begun, and waits for its end. */
final class KilledRun {

    private KilledRun() {}

    /** Takes the folder of the evidence and settings, {@code key=value} each. */
    public static void main(String[] arguments) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            int sign = arguments[i].indexOf('=');
            settings.put(arguments[i].substring(0, sign), arguments[i].substring(sign + 1));
        }
        RunningWorkload running = WorkloadRunner.builder()
                .runtime("kubernetes", Origin.PROGRAM)
                .settings(Settings.of(SettingsSource.of("test", settings)))
                .evidence(Path.of(arguments[0]))
                .build()
                .start(spec -> spec.url("http://target:80")
                        .rate(20)
                        .duration(Duration.ofSeconds(1))
                        .headers(Map.of("Authorization", "Bearer opensesame")));
        System.out.println("begun");
        running.await();
    }
}
