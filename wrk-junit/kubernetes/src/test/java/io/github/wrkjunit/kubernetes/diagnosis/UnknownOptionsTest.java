// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static io.github.wrkjunit.kubernetes.diagnosis.ViewBuilder.terminated;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownOptionsTest {

    private static final String SERIES =
            "wrk -D exp -t 2 -c 2 -d 10s -T 10s -L -r -P -s /scripts/x.lua http://frontend:5000/ -R 100";

    /** The usage of DeathStarBench's wrk2 as recorded, without what giltene's has not (wrk2/SPEC.md a.2). */
    private static final List<String> GILTENE = usageWithout(Set.of("-D", "-P", "-p", "-S", "-r"));

    private static final String OF_ANOTHER_WRK2 =
            " Set wrk.kubernetes.image to DeathStarBench's wrk2, such as deathstarbench/wrk2-client:latest: no setting does"
                    + " without them, because another wrk2 sends and measures in another way.";

    @ParameterizedTest
    @ValueSource(strings = {"wrk: invalid option -- 'D'", "wrk: unrecognized option: D"})
    void all_options_that_giltenes_wrk2_does_not_know_are_named_whatever_it_says_itself(String refusal) {
        ViewBuilder view = ended(SERIES).log(refusal).log(GILTENE.toArray(String[]::new));

        assertThat(firstLine(view))
                .isEqualTo("Job wrk2-7f3a in namespace load failed: the wrk2 of its image does not know the options"
                        + " -D, -P and -r, and printed its usage." + OF_ANOTHER_WRK2);
    }

    @Test
    void an_option_that_giltenes_wrk2_refuses_without_a_word_is_named() {
        ViewBuilder view =
                ended("wrk -t 2 -c 2 -d 10s -L -r http://frontend:5000/ -R 100").log(GILTENE.toArray(String[]::new));

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load failed: the wrk2 of its image does not know the option -r, and"
                                + " printed its usage." + OF_ANOTHER_WRK2);
    }

    @Test
    void a_fork_that_cannot_write_latencies_is_used_without() {
        ViewBuilder view = ended(SERIES)
                .log("wrk: invalid option -- 'P'")
                .log(usageWithout(Set.of("-P")).toArray(String[]::new));

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load failed: the wrk2 of its image does not know the option -P, and"
                                + " printed its usage. Set wrk.kubernetes.wrapper to status, which does without it and without the"
                                + " course by second, or wrk.kubernetes.image to DeathStarBench's wrk2, such as"
                                + " deathstarbench/wrk2-client:latest.");
    }

    @Test
    void a_usage_that_lists_all_that_was_used_says_nothing_of_the_options() {
        ViewBuilder view = ended(SERIES)
                .log("Throughput MUST be specified with the --rate or -R option")
                .log(usageWithout(Set.of()).toArray(String[]::new));

        assertThat(firstLine(view))
                .isEqualTo("Job wrk2-7f3a in namespace load failed: Throughput MUST be specified with the --rate or -R"
                        + " option. Correct the load; the command that was refused is below.");
    }

    @Test
    void an_option_that_was_not_used_is_not_missed() {
        ViewBuilder view = ended("wrk -t 2 http://frontend:5000/ -R 1x").log(GILTENE.toArray(String[]::new));

        assertThat(firstLine(view))
                .isEqualTo(
                        "Job wrk2-7f3a in namespace load failed: it did not understand its command line and printed its"
                                + " usage. Correct the load; the command that was refused is below.");
    }

    private static ViewBuilder ended(String command) {
        return new ViewBuilder()
                .scheduled()
                .pod(pod -> pod.editSpec()
                        .withContainers(new ContainerBuilder()
                                .withName("wrk2")
                                .withCommand(command.split(" "))
                                .build())
                        .endSpec())
                .container("wrk2", terminated(1, "Error"));
    }

    private static List<String> usageWithout(Set<String> options) {
        return Replay.text("usage-dsb.log")
                .lines()
                .filter(line -> options.stream().noneMatch(option -> Pattern.matches("\\s+" + option + "[, ].*", line)))
                .toList();
    }

    private static String firstLine(ViewBuilder view) {
        JobState.Ended ended = (JobState.Ended) view.logEnded().state();
        return ended.failure()
                .orElseThrow()
                .message(new FailurePlace("load", "wrk2-7f3a", List.of(), "wrk"))
                .lines()
                .findFirst()
                .orElseThrow();
    }
}
