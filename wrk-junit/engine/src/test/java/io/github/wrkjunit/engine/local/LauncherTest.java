// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {

    private static final String SECRET = "Xq7-Zw9vT4";
    private static final WorkloadSpec SPEC = WorkloadSpec.builder()
            .url("http://localhost:5000")
            .rate(100)
            .seed(7)
            .build();

    private final Launcher wrk2 = new ForeignCommand("/opt/wrk2", Origin.PROGRAM, "java");

    @Test
    void the_engine_judges_the_addresses_of_scripts_by_the_setting() {
        assertThat(new EngineCommand("java", false, "*.example.org,203.0.113.0/24").command(plan(SPEC)))
                .containsSequence("--targets", "*.example.org,203.0.113.0/24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrk.lookup", "wrk.connect", "thread.addr"})
    void another_program_does_not_and_the_report_warns_of_it(String use) {
        assertThat(wrk2.warnings(SPEC, "function setup(thread)\n  local x = " + use.replace(".", " . ") + "\nend\n"))
                .containsExactly(
                        "The script uses " + use
                                + ", and /opt/wrk2 looks addresses up itself: wrk.targets was applied to the load's URL only."
                                + " Leave wrk.local.command out to have the engine offer the load: it judges what a script looks up.");
        assertThat(new EngineCommand("java", false, "").warnings(SPEC, use)).isEmpty();
    }

    @Test
    void a_script_that_looks_nothing_up_is_no_reason_to_warn() {
        assertThat(wrk2.warnings(
                        SPEC, "-- not wrk.lookup\nrequest = function() return wrk.format('GET', '/lookup') end\n"))
                .isEmpty();
    }

    /** The list of processes is everybody's to read. */
    @ParameterizedTest
    @CsvFileSource(files = "../core/src/test/resources/secrets.txt", delimiter = '\1', quoteCharacter = '\2')
    void no_shape_of_a_secret_is_in_the_list_of_processes(String shape) {
        String secret = shape.replace("SECRET", SECRET);
        WorkloadSpec spec = WorkloadSpec.builder()
                .url("http://ann:" + SECRET + "@localhost:5000/?key=" + SECRET)
                .rate(100)
                .seed(7)
                .headers(Map.of("X-Innocent", secret))
                .args(List.of(secret))
                .build();

        for (Launcher launcher : List.of(new EngineCommand("java", false, ""), wrk2)) {
            assertThat(String.join(" ", launcher.command(plan(spec)))).doesNotContain(SECRET);
            assertThat(launcher.hiddenWords(plan(spec))).contains(secret, "X-Innocent: " + secret);
        }
    }

    private static WorkerPlan plan(WorkloadSpec spec) {
        return new WorkerPlan(spec, 0, 1, Optional.empty(), Path.of("/evidence/load"));
    }
}
