// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.testcluster.NeedsDocker;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NeedsDocker
class StartFailureIT {

    @AfterEach
    void forget() {
        SharedCluster.OF_THIS_PROCESS.end();
    }

    @Test
    void a_cluster_that_is_not_up_in_time_is_told_leaves_no_container_and_is_not_tried_again() {
        Settings settings = Settings.of(SettingsSource.of("setting", Map.of("wrk.k3s.start.limit", "500ms")));

        assertThatThrownBy(() -> K3sCluster.shared(settings))
                .isInstanceOf(WorkloadException.class)
                .hasMessageStartingWith("K3s (rancher/k3s:v1.34.4-k3s1) does not start: ")
                .hasMessageContaining("It had 500ms to come up; wrk.k3s.start.limit gives it more.");
        assertThat(Containers.ofThisProcess()).isEmpty();
        assertThatThrownBy(() -> K3sCluster.shared(settings))
                .hasMessageStartingWith("K3s (rancher/k3s:v1.34.4-k3s1) does not start: ")
                .hasMessageEndingWith(" (Tried once in this test run.)");
    }
}
