// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

class RestartExtensionTest {

    private static final Map<String, String> NAMED = Map.of("CLUSTER_KUBECONFIG", "/kubeconfig");

    @Test
    void a_test_runs_where_a_command_restarts_components() {
        assertThat(RestartExtension.verdict("SomeIT", Map.of("CLUSTER_RESTART", "restart"), "required")
                        .isDisabled())
                .isFalse();
    }

    @Test
    void a_test_is_skipped_with_the_reason_where_nothing_does() {
        ConditionEvaluationResult result = RestartExtension.verdict("SomeIT", NAMED, "");

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason())
                .hasValue("Nothing can be restarted: the environment variable CLUSTER_RESTART names no command that"
                        + " restarts the component of the cluster whose name is appended. Set it.");
    }

    @Test
    void a_cluster_that_is_named_has_to_have_it_where_tests_are_required() {
        assertThatThrownBy(() -> RestartExtension.verdict("SomeIT", NAMED, "required"))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("Nothing can be restarted");
        assertThat(RestartExtension.verdict("SomeIT", Map.of(), "required").isDisabled())
                .as("K3s in Docker has no such command")
                .isTrue();
    }
}
