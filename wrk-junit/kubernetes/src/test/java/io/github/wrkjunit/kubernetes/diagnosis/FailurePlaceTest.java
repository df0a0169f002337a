// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailurePlaceTest {

    @Test
    void tells_how_to_watch_the_job_from_a_shell() {
        assertThat(place().watching())
                .containsExactly(
                        "kubectl -n load get jobs,pods -l job-name=wrk2-7f3a -w",
                        "kubectl -n load logs -f job/wrk2-7f3a --all-containers");
    }

    @Test
    void quotes_the_name_of_a_context_for_the_shell() {
        assertThat(place("--context", "arn:aws:eks:eu:1:cluster/it").watching().get(0))
                .startsWith("kubectl --context arn:aws:eks:eu:1:cluster/it -n load ");
        assertThat(place("--context", "$(it's)").watching().get(0))
                .startsWith("kubectl --context '$(it'\\''s)' -n load ");
    }

    @Test
    void names_the_kubeconfig_in_every_command() {
        FailurePlace place = place("--kubeconfig", "/home/ada l/config", "--context", "kind");

        assertThat(place.watching()).hasSize(2).allSatisfy(command -> assertThat(command)
                .startsWith("kubectl --kubeconfig '/home/ada l/config' --context kind -n load "));
        assertThat(place.lookingFurther(Optional.of("wrk2-7f3a-x"), Optional.of("wrk2")))
                .hasSize(3)
                .allSatisfy(command -> assertThat(command)
                        .startsWith("kubectl --kubeconfig '/home/ada l/config' --context kind -n load "));
    }

    private static FailurePlace place(String... kubectlOptions) {
        return new FailurePlace("load", "wrk2-7f3a", List.of(kubectlOptions), "wrk -R 100");
    }
}
