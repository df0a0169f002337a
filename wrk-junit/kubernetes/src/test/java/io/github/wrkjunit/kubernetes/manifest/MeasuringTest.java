// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static io.github.wrkjunit.kubernetes.manifest.WrapperMode.NONE;
import static io.github.wrkjunit.kubernetes.manifest.WrapperMode.SERIES;
import static io.github.wrkjunit.kubernetes.manifest.WrapperMode.STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuringTest {

    private static final String LOST = " The latencies of the first 10 s are lost as well.";

    @Test
    void the_load_of_aiopslab_tells_everything() {
        assertThat(measuring(Loads.aiopslab(), SERIES)).isEqualTo(new Measuring(SERIES, List.of()));
    }

    @Test
    void more_threads_than_wrk2_has_files_for_tell_no_course() {
        WorkloadSpec.Builder load = Loads.aiopslab().threads(41).connections(41).rate(410);

        assertThat(measuring(load, SERIES))
                .isEqualTo(new Measuring(
                        STATUS,
                        List.of(
                                "There is no course by second: wrk2 writes the latencies of 40 threads at most, and this load has 41."
                                        + LOST)));
        assertThat(measuring(load.copy().threads(40).connections(40).rate(400), SERIES)
                        .mode())
                .isEqualTo(SERIES);
    }

    @Test
    void more_responses_than_wrk2_writes_tell_no_course() {
        WorkloadSpec.Builder load = Loads.aiopslab().rate(10_000).duration(Duration.ofSeconds(200));

        assertThat(measuring(load, SERIES))
                .isEqualTo(new Measuring(
                        STATUS,
                        List.of(
                                "There is no course by second: wrk2 writes 999,999 latencies of a thread at most, and each will have"
                                        + " about 1,000,000." + LOST)));
        assertThat(measuring(load.duration(Duration.ofSeconds(190)), SERIES).mode())
                .isEqualTo(SERIES);
    }

    @Test
    void companions_in_the_place_of_wrk2s_files_leave_no_course() {
        WorkloadSpec spec = Loads.aiopslab().duration(Duration.ofSeconds(9)).build();

        assertThat(Measuring.of(spec, 1, List.of("paths.txt", "0.txt"), SERIES))
                .isEqualTo(new Measuring(
                        STATUS,
                        List.of(
                                "There is no course by second: the script's companions have names of wrk2's own files, such as"
                                        + " 0.txt.")));
    }

    @Test
    void less_than_a_series_loses_ten_seconds_of_a_longer_run() {
        String note =
                "The latencies of the first 10 s are lost, because wrk2 calibrates itself and forgets them. The wrapper series"
                        + " has them.";

        assertThat(measuring(Loads.aiopslab(), STATUS)).isEqualTo(new Measuring(STATUS, List.of(note)));
        assertThat(measuring(Loads.aiopslab(), NONE)).isEqualTo(new Measuring(NONE, List.of(note)));
        assertThat(measuring(Loads.aiopslab().duration(Duration.ofSeconds(9)), NONE)
                        .notes())
                .isEmpty();
    }

    private static Measuring measuring(WorkloadSpec.Builder load, WrapperMode asked) {
        return Measuring.of(load.build(), 1, List.of(), asked);
    }
}
