// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.rude.Behaviour;
import io.github.wrkjunit.engine.rude.RudeServer;
import io.github.wrkjunit.engine.rude.Setting;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine's process still loads while it measures, as its JVM logs it: loading classes takes time from requests. */
@Tag("processes")
class ChildClassLoadingTest {

    private static final int HANDFUL = 5;

    /** As {@code -Xlog:class+load:...:timemillis} writes it. */
    private static final Pattern LOADED = Pattern.compile("\\[(\\d+)ms] (\\S+) source: .*");

    @TempDir
    Path folder;

    @Test
    void a_plain_load_loads_next_to_nothing_during_the_run() throws IOException {
        WorkloadReport report = run(Behaviour.HEALTHY, load -> load);

        assertThat(report.counts().of(Outcome.SUCCESS)).hasValue(200);
        assertThat(loadedBefore(report)).contains("io.github.wrkjunit.engine.loop.ThreadLoad");
        assertThat(loadedDuring(report)).hasSizeLessThanOrEqualTo(HANDFUL);
    }

    @Test
    void neither_does_a_scripted_one() throws IOException {
        Path script = Files.writeString(folder.resolve("script.lua"), """
                local count = 0
                function request()
                   count = count + 1
                   return wrk.format("GET", "/hotels/" .. count, { ["X-Count"] = count }, "body")
                end
                function response(status, headers, body)
                   if status ~= 200 or #body ~= 100 then error("unexpected " .. status) end
                end
                """);

        WorkloadReport report = run(Behaviour.HEALTHY, load -> load.script(script.toString()));

        assertThat(report.counts().of(Outcome.SUCCESS)).hasValue(200);
        assertThat(loadedBefore(report)).contains("io.github.wrkjunit.engine.lua.ScriptThread");
        assertThat(loadedDuring(report)).hasSizeLessThanOrEqualTo(HANDFUL);
    }

    @Test
    void neither_does_one_whose_target_dies() throws IOException {
        WorkloadReport report = run(Behaviour.DEAD_FROM, load -> load, Setting.after(Duration.ofMillis(500)));

        assertThat(report.counts().of(Outcome.SUCCESS).orElseThrow()).isPositive();
        assertThat(report.counts().of(Outcome.CONNECT).orElseThrow()).isPositive();
        assertThat(loadedDuring(report)).hasSizeLessThanOrEqualTo(HANDFUL);
    }

    private WorkloadReport run(Behaviour behaviour, UnaryOperator<WorkloadSpec.Builder> refine, Setting... settings)
            throws IOException {
        Path java = ChildJava.with("-Xlog:class+load:file='" + log() + "':timemillis", folder);
        try (RudeServer server = RudeServer.start(behaviour, settings)) {
            WorkloadRunner runner = WorkloadRunner.builder()
                    .settings(Settings.of(SettingsSource.of("test", Map.of("wrk.local.java", java.toString()))))
                    .evidence(folder.resolve("evidence"))
                    .build();
            return runner.run(refine.apply(WorkloadSpec.builder()
                            .url(server.url())
                            .rate(100)
                            .dist(Distribution.FIXED)
                            .duration(Duration.ofSeconds(2))
                            .timeout(Duration.ofSeconds(1))
                            .seed(7))
                    .build());
        }
    }

    private List<String> loadedBefore(WorkloadReport report) throws IOException {
        return loaded(0, report.startedAt().toEpochMilli());
    }

    private List<String> loadedDuring(WorkloadReport report) throws IOException {
        return loaded(
                report.startedAt().toEpochMilli(),
                report.startedAt().plus(report.offeredFor()).toEpochMilli());
    }

    private List<String> loaded(long fromMillis, long toMillis) throws IOException {
        return Files.readAllLines(log()).stream()
                .map(LOADED::matcher)
                .filter(Matcher::matches)
                .filter(line -> Long.parseLong(line.group(1)) >= fromMillis && Long.parseLong(line.group(1)) < toMillis)
                .map(line -> line.group(2))
                .toList();
    }

    private Path log() {
        return folder.resolve("classes.txt");
    }
}
