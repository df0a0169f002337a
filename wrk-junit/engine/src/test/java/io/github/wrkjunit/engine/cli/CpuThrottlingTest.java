// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuThrottlingTest {

    @TempDir
    private Path cgroup;

    @Test
    void reads_the_microseconds_of_cgroup_v2() throws IOException {
        CpuThrottling before =
                CpuThrottling.now(cgroup("cpu.stat", "usage_usec 7\nnr_throttled 2\nthrottled_usec 1500"));
        CpuThrottling after =
                CpuThrottling.now(cgroup("cpu.stat", "usage_usec 9\nnr_throttled 9\nthrottled_usec 4500"));

        assertThat(after.since(before)).hasValue(Duration.ofMillis(3));
    }

    @Test
    void reads_the_nanoseconds_of_cgroup_v1() throws IOException {
        CpuThrottling before = CpuThrottling.now(cgroup("cpu/cpu.stat", "nr_periods 2\nthrottled_time 0"));
        CpuThrottling after = CpuThrottling.now(cgroup("cpu/cpu.stat", "nr_periods 9\nthrottled_time 2000000"));

        assertThat(after.since(before)).hasValue(Duration.ofMillis(2));
    }

    @Test
    void time_that_nobody_counts_is_unknown_and_not_zero() throws IOException {
        CpuThrottling before = CpuThrottling.now(cgroup);
        CpuThrottling after = CpuThrottling.now(cgroup("cpu.stat", "usage_usec 9"));

        assertThat(after.since(before)).isEmpty();
    }

    private Path cgroup(String file, String content) throws IOException {
        Path path = cgroup.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        return cgroup;
    }
}
