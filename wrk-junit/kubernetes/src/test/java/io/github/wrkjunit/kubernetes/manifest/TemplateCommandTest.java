// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of templates as people have them. */
class TemplateCommandTest {

    private static final String REPLACED =
            "The command of container wrk in the Job template is a call of wrk. Its words were replaced by those of this"
                    + " load, which decides the URL, the rate and the duration.";

    @Test
    void a_command_that_is_a_whole_call_of_wrk_is_replaced_and_told() {
        LoadJob job = job(Loads.resource("template-whole-call.yaml"));

        assertThat(words(job)).startsWith("wrk", "-D", "exp").endsWith("http://198.19.20.64:5000/", "-R", "100");
        assertThat(words(job)).doesNotContain("-t12", "http://server:80");
        assertThat(job.notes()).containsExactly(REPLACED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: [tini, --, /usr/bin/wrk2, -t2, http://server]                | tini,--,/usr/bin/wrk2,-D | true",
                "command: [timeout, '60', wrk, -t2, http://server], args: [-R, '9']    | timeout,60,wrk,-D       | true",
                "command: [tini, --], args: [wrk, -t2, http://server]                  | tini,--,wrk,-D          | true",
                "command: [wrk], args: [-t2, http://server]                            | wrk,-D                  | true",
                "command: [wrk]                                                        | wrk,-D                  | false",
                "command: [/run.sh, -c, '9']                                           | /run.sh,-c,9,wrk,-D     | false",
                "command: [sh, /run.sh, -c, '9']                                       | sh,/run.sh,-c,9,wrk,-D  | false",
                "args: [sh, -c, 'wrk -t2 http://server']                               | wrk,-D                  | false",
                "command: [sh, -c, 'sleep 5; exec \"$@\"', sh]                         | sh,-c,sleep 5; exec \"$@\",sh,wrk,-D | false",
                "command: [sh, -c, 'exec \"$0\" \"$@\"']                               | sh,-c,exec \"$0\" \"$@\",wrk,-D      | false",
                "command: [sh, -c], args: ['cd /wrk2 && exec \"$@\"', sh]              | sh,-c,cd /wrk2 && exec \"$@\",sh,wrk,-D | false",
                "command: [bash, -o, pipefail, -ec, 'exec ./wrk \"$@\"', sh]           | bash,-o,pipefail,-ec,exec ./wrk \"$@\",sh,-D | false",
                "command: [sh, -c, 'exec \"$@\"', sh, wrk, -t2, http://server]         | sh,-c,exec \"$@\",sh,wrk,-D | true"
            })
    void what_stands_in_front_of_the_words_of_the_load(String command, String front, boolean told) {
        LoadJob job = job(template(command));

        assertThat(words(job)).startsWith(front.split(",", -1));
        assertThat(words(job).subList(words(job).indexOf("-D"), words(job).size()))
                .doesNotContain("-t2", "http://server");
        assertThat(job.notes()).isEqualTo(told ? List.of(REPLACED) : List.of());
    }

    @Test
    void a_shell_loop_that_offers_its_own_load_is_refused() {
        assertThatThrownBy(() -> JobText.template(Loads.resource("template-shell-loop.yaml")))
                .hasMessage(
                        "the command of container wrk in the Job template cannot be used: its shell line \"sleep 5; for i in"
                                + " $(seq 1 10); do wrk -t12 -c400 -d10s http://server:80; done\" never uses the words that"
                                + " follow it, so it does not offer this load. wrk.targets and wrk.rate.max limit only the"
                                + " load of the test. Remove the command from the template, or write it as [\"sh\", \"-c\","
                                + " \"sleep 5; exec \\\"$@\\\"\", \"sh\"].");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "command: [/bin/bash, -lc], args: ['wrk -t2 http://server']           | never uses the words that follow it",
                "command: [tini, --, sh, -ec, 'sleep 5']                              | never uses the words that follow it",
                "command: [su, bench, -c, 'wrk -t2 http://server']                    | never uses the words that follow it",
                "command: [sh, -c, 'wrk -t2 http://server; exec \"$@\"', sh]          | also calls wrk with words of its own",
                "command: [sh, -c, '/opt/wrk2 $OPTIONS; exec wrk \"$@\"', sh]         | also calls wrk with words of its own",
                "command: [sh, -c, 'for i in 1 2; do \"$@\"; done', sh]               | offers the load in a loop, so more than once",
                "command: [sh, -c, '\"$@\"; exec \"$@\"', sh]                         | offers the load more than once",
                "command: [sh, -c, 'wrk \"$@\" & wrk \"$@\"; wait', sh]               | offers the load more than once",
                "command: [sh, -c, 'exec \"$@\"']                                     | is the last word, and the shell takes the first word that follows for its own name"
            })
    void a_shell_line_that_would_not_run_the_load_alone_is_refused(String command, String reason) {
        assertThatThrownBy(() -> JobText.template(template(command))).hasMessageContaining("\" " + reason);
    }

    @Test
    void a_shell_line_that_waits_before_the_load_is_none_that_loops() {
        LoadJob job =
                job(template("command: [sh, -c, 'until nc -z db 1; do sleep 1; done; echo \"$@\"; exec \"$@\"', sh]"));

        assertThat(words(job)).startsWith("sh", "-c").contains("wrk", "-D");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initContainers: [{name: warm, command: [wrk, -t2, http://server]}]           | container warm",
                "initContainers: [{name: warm, command: [sh, -c, 'wrk -t2 http://server']}]   | container warm"
            })
    void another_container_that_calls_wrk_is_refused(String containers, String who) {
        assertThatThrownBy(() -> JobText.template(
                        "apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: [{name: wrk}], "
                                + containers + "}}}"))
                .hasMessage(who
                        + " in the Job template calls wrk. wrk.targets and wrk.rate.max limit only the load of the test."
                        + " Remove that call from the template, and give its load to a test of its own.");
    }

    @Test
    void a_hook_that_calls_wrk_is_refused() {
        assertThatThrownBy(() -> JobText.template(
                        template("lifecycle: {postStart: {exec: {command: [sh, -c, 'wrk -d1s http://server']}}}")))
                .hasMessageStartingWith("a hook or probe of container wrk in the Job template calls wrk. ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "preStop: {exec: {command: [pkill, -INT, wrk]}}",
                "preStop: {exec: {command: [sh, -c, 'kill 1']}}"
            })
    void a_hook_that_only_ends_wrk_stays(String hook) {
        assertThat(job(template("lifecycle: {" + hook + "}")).notes()).isEmpty();
    }

    @Test
    void a_secret_in_a_refused_shell_line_is_not_shown() {
        assertThatThrownBy(() -> JobText.template(
                        template("command: [sh, -c, 'wrk -H \"Authorization: Bearer abc123def\" http://server']")))
                .hasMessageContaining("Authorization: ***")
                .hasMessageNotContaining("abc123def");
    }

    @Test
    void what_is_no_job_and_what_has_two_containers_is_refused() {
        assertThatThrownBy(() -> JobText.template(Loads.resource("template-deployment.yaml")))
                .hasMessage(
                        "Job template is not one Job: it is a Deployment. Give one object with apiVersion batch/v1 and"
                                + " kind Job.");
        assertThatThrownBy(() -> JobText.template(Loads.resource("template-two-containers.yaml")))
                .hasMessage(
                        "the Job template has the containers load, metrics, and any may be wrk2's. Give one container"
                                + " the name wrk2, or leave one only.");
    }

    private static List<String> words(LoadJob job) {
        Container container =
                job.job().getSpec().getTemplate().getSpec().getContainers().get(0);
        List<String> words = new ArrayList<>(container.getCommand());
        words.addAll(container.getArgs());
        return words;
    }

    private static LoadJob job(String template) {
        return Loads.job(Loads.aiopslab(), JobOptions.builder().template(JobText.template(template)));
    }

    private static String template(String fields) {
        return "apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {containers: [{name: wrk, " + fields + "}]}}}";
    }
}
