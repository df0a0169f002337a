// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static io.github.wrkjunit.kubernetes.diagnosis.ViewBuilder.terminated;
import static io.github.wrkjunit.kubernetes.diagnosis.ViewBuilder.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.kubernetes.diagnosis.EndJudgement.Stop;
import io.github.wrkjunit.kubernetes.diagnosis.EndJudgement.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndJudgementTest {

    private static final LoadContainer LOAD = ViewBuilder.load();
    private static final FailurePlace PLACE = new FailurePlace("load", "wrk2-7f3a", List.of(), "wrk -R 100");
    private static final String SCRIPT_ERROR =
            "##wrk {\"event\":\"error\",\"message\":\"late\",\"file\":\"/scripts/x.lua\",\"line\":3}";
    private static final String PROBLEM = "The pod's log could not be read, as it is gone with its pod: not found.";

    private static final String WHO =
            "Find out who deletes Jobs and pods or drains nodes while tests run, and run the test again.";

    private final EndJudgement judgement = new EndJudgement(LOAD);

    @Test
    void a_container_that_has_ended_is_not_judged_before_its_log_has() {
        ViewBuilder view = new ViewBuilder().scheduled().container("wrk2", terminated(0, "Completed"));

        assertThat(verdict(view)).isEqualTo(new Verdict.LogMissing());
        assertThat(verdict(view.log("Requests/sec:    104.60  "))).isEqualTo(new Verdict.LogMissing());
        assertThat(verdict(view.logEnded())).isEqualTo(new Verdict.Exit(0));
    }

    @Test
    void what_the_last_line_tells_counts() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container("wrk2", terminated(1, "Error"))
                .log(SCRIPT_ERROR)
                .logEnded();

        assertThat(failure(view)).contains("failed in its script: /scripts/x.lua, line 3: late.");
    }

    @Test
    void a_report_that_could_not_be_read_is_not_taken_for_one_that_is_not_there() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container("wrk2", terminated(0, "Completed"))
                .logEnded(PROBLEM);

        assertThat(failure(view))
                .startsWith("Job wrk2-7f3a in namespace load ended with exit code 0, and its report was not read. "
                        + PROBLEM
                        + " See to it that the log can be read and its pod is left alone, and run the test again.\n")
                .contains("\n  Log: " + PROBLEM + "\n");
    }

    @Test
    void what_is_missing_of_a_log_is_told_below_its_last_lines() {
        ViewBuilder view = new ViewBuilder()
                .scheduled()
                .container("wrk2", terminated(3, "Error"))
                .log("hello")
                .logEnded(PROBLEM);

        assertThat(failure(view)).contains("\n  Last lines of the log:\n    hello\n  Log: " + PROBLEM + "\n");
    }

    @Test
    void a_load_that_is_stopped_before_its_container_has_started_never_starts() {
        ViewBuilder noPod = new ViewBuilder();
        ViewBuilder pending = new ViewBuilder().scheduled().container("wrk2", waiting("ContainerCreating", ""));

        assertThat(verdict(noPod, Stop.ASKED)).isInstanceOf(Verdict.Open.class);
        assertThat(verdict(noPod, Stop.ACCEPTED)).isEqualTo(new Verdict.NeverStarted());
        assertThat(verdict(pending, Stop.ACCEPTED)).isInstanceOf(Verdict.Open.class);
        assertThat(verdict(pending.podDeleted(), Stop.ACCEPTED)).isEqualTo(new Verdict.NeverStarted());
    }

    @Test
    void a_load_that_is_stopped_while_it_runs_is_waited_for() {
        ViewBuilder running = new ViewBuilder().running();

        assertThat(verdict(running, Stop.ACCEPTED)).isInstanceOf(Verdict.Open.class);
        assertThat(verdict(running.podDeleted(), Stop.ACCEPTED)).isInstanceOf(Verdict.Lost.class);
        assertThat(verdict(running.log("Requests/sec:    104.60  "), Stop.ACCEPTED))
                .isEqualTo(new Verdict.LogMissing());
        assertThat(verdict(running.logEnded(), Stop.ACCEPTED)).isEqualTo(new Verdict.Exit(0));
    }

    @Test
    void a_load_that_is_stopped_may_end_with_any_exit_code() {
        ViewBuilder ended = new ViewBuilder()
                .scheduled()
                .container("wrk2", terminated(143, "Error"))
                .logEnded();

        assertThat(verdict(ended, Stop.ASKED)).isEqualTo(new Verdict.Exit(143));
        assertThat(verdict(ended, Stop.NONE)).isInstanceOf(Verdict.Lost.class);
    }

    @Test
    void a_load_whose_pod_was_deleted_is_lost_unless_it_has_reported() {
        ViewBuilder ended = new ViewBuilder().scheduled().container("wrk2", terminated(143, "Error"));

        assertThat(verdict(ended.logEnded(), Stop.NONE)).isInstanceOf(Verdict.Lost.class);
        assertThat(verdict(ended.log("Requests/sec:    104.60  ").logEnded(), Stop.NONE))
                .isEqualTo(new Verdict.Exit(143));
    }

    @Test
    void a_wrapped_load_that_was_told_to_end_early_says_who_did() {
        ViewBuilder ended = new ViewBuilder().scheduled().container("wrk2", terminated(0, "Completed"));

        assertThat(early(ended)).isEmpty();
        assertThat(early(ended.podDeleted()))
                .hasValue("Its Job lost its pod, which was deleted by somebody while the load ran. " + WHO);
        assertThat(early(ended.job(job -> job.editSpec().withSuspend(true).endSpec())))
                .hasValue(
                        "Its Job lost its pod, which was deleted because somebody suspended the Job while the load ran. "
                                + WHO);
        assertThat(early(ended.jobDeleted()))
                .hasValue("Its Job lost its pod, which was deleted with the Job while the load ran. " + WHO);
        assertThat(early(ended.podCondition("DisruptionTarget", "True", "EvictionByEvictionAPI", "")))
                .hasValue(
                        "Its Job lost its pod, which was deleted by the eviction API (as kubectl drain does) while the load"
                                + " ran. " + WHO);
    }

    @Test
    void a_wrapped_load_that_its_deadline_has_ended_says_so() {
        ViewBuilder ended = new ViewBuilder()
                .job(job -> job.editSpec().withActiveDeadlineSeconds(5L).endSpec())
                .scheduled()
                .container("wrk2", terminated(0, "Completed"))
                .jobCondition("FailureTarget", "DeadlineExceeded", "Job was active longer than specified deadline");

        assertThat(early(ended))
                .hasValue(
                        "Its Job did not end within its deadline of 5 s and was ended by the cluster. Look at what took so"
                                + " long. If it only needs longer, raise wrk.kubernetes.deadline.reserve and wrk.deadline.grace.");
    }

    @Test
    void the_reason_of_a_failure_is_waited_for_two_seconds() {
        ViewBuilder failed = new ViewBuilder()
                .running()
                .jobCondition("FailureTarget", "BackoffLimitExceeded", "limit")
                .jobCondition("Failed", "BackoffLimitExceeded", "limit");

        assertThat(judgement.of(failed.build(), Stop.NONE, 5)).isEqualTo(new Verdict.ReasonMissing());
        assertThat(judgement.of(
                        failed.build(), Stop.NONE, 5 + Duration.ofMillis(1999).toNanos()))
                .isEqualTo(new Verdict.ReasonMissing());
        assertThat(judgement.of(
                        failed.build(), Stop.NONE, 5 + Duration.ofSeconds(2).toNanos()))
                .isInstanceOf(Verdict.Lost.class);
    }

    private Optional<String> early(ViewBuilder view) {
        return judgement.earlyEnd(view.build());
    }

    private Verdict verdict(ViewBuilder view) {
        return verdict(view, Stop.NONE);
    }

    private Verdict verdict(ViewBuilder view, Stop stop) {
        return judgement.of(view.build(), stop, 0);
    }

    private String failure(ViewBuilder view) {
        assertThat(verdict(view)).isInstanceOf(Verdict.Lost.class);
        return ((Verdict.Lost) verdict(view)).failure().message(PLACE);
    }
}
