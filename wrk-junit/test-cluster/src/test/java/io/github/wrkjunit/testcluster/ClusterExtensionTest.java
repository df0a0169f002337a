// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class ClusterExtensionTest {

    private static final Optional<String> LACK = Optional.of("No cluster: it is not there. Start it.");

    @Test
    void a_test_runs_where_there_is_a_cluster() {
        assertThat(ClusterExtension.verdict("SomeIT", Optional.empty(), "required")
                        .isDisabled())
                .isFalse();
    }

    @Test
    void a_test_is_skipped_with_the_reason_where_there_is_none() {
        ConditionEvaluationResult result = ClusterExtension.verdict("SomeIT", LACK, "");

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).isEqualTo(LACK);
    }

    @Test
    void a_test_fails_with_the_reason_where_there_has_to_be_one() {
        assertThatThrownBy(() -> ClusterExtension.verdict("SomeIT", LACK, "required"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("SomeIT needs a cluster, and -Dwrk.it=required says that there is one."
                        + " No cluster: it is not there. Start it.");
    }
}
