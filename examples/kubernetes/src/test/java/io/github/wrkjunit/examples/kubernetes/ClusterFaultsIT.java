// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.kubernetes;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.jupiter.Workloads;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.TimelineSecond;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.WorkloadSpec;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.TestCluster;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The same load, a wrk2 Job in the cluster, on a service that is healthy, whose only pod is killed, and of which no pod is left:
 * how does each fault show?
 *
 * <p>wrk2 tells of each answer when it came, but not what became of the requests without one: it holds back what it cannot send.
 * So the fault shows as seconds in which nobody was answered, and no verdict on latency or errors is to be had from such a run.
 */
@NeedsCluster // finds the cluster of this project's own build, or skips; yours is that of the current kubeconfig
class ClusterFaultsIT {

    private static final String SCRIPT = "hotel-reservation/mixed-workload_type_1.lua";
    private static final int RATE = 60;

    private static HotelDeployment hotel;
    private static boolean realWrk2;

    @BeforeAll
    static void deploy(TestCluster cluster) {
        realWrk2 = cluster.standIn().isReal();
        cluster.loadBase();
        System.setProperty("wrk.kubernetes.kubeconfig", cluster.kubeconfig().toString());
        hotel = HotelDeployment.create(cluster.client());
    }

    @AfterAll
    static void remove() {
        if (hotel != null) {
            hotel.close();
        }
    }

    @WorkloadTarget
    static String url() {
        return hotel.url();
    }

    @BeforeEach
    void heal() {
        hotel.scale(1);
        hotel.awaitPods(1);
    }

    @Test
    @WithWorkload(rate = RATE, duration = "10s", script = SCRIPT)
    void a_healthy_service_answers_everything_in_time(WorkloadReport report) {
        // not "no errors": wrk2 does not wait for what is in flight when its time is over
        assertThat(report).hasErrorRateBelow(0.01).hasPercentileBelow(95, ofSeconds(2));
        assertThat(answeredNobody(report, 2, 8)).isEmpty();
    }

    @Test
    @Workloads
    void a_killed_pod_shows_as_seconds_without_an_answer_until_another_one_is_ready(WorkloadRunner workloads) {
        assumeThat(realWrk2)
                .as("the real wrk2, which never gives up a connect, and gets no answer after its target pod was killed")
                .isFalse();

        var load = workloads.start(spec -> load(spec, 30));
        load.awaitElapsed(ofSeconds(5));
        load.during("fault", () -> {
            hotel.killPod();
            hotel.awaitPods(1);
        });

        WorkloadReport report = load.await();

        assertThat(report.before("fault").counts().answered()).isPositive();
        assertThat(answeredNobody(report, "fault")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(report.after("fault").counts().answered()).isPositive();
        assertNothingIsKnownOfLatency(report);
    }

    @Test
    @Workloads
    void a_service_without_pods_shows_as_silence_until_the_end(WorkloadRunner workloads) {
        var load = workloads.start(spec -> load(spec, 15));
        load.awaitElapsed(ofSeconds(5));
        hotel.scale(0);
        hotel.awaitPods(0);
        load.during("no pod", () -> load.awaitElapsed(ofSeconds(14)));

        WorkloadReport report = load.await();

        assertThat(report.before("no pod").counts().answered()).isPositive();
        assertThat(answeredNobody(report, "no pod")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(report.after("no pod").counts().answered()).isZero();
        assertNothingIsKnownOfLatency(report);
    }

    private static WorkloadSpec.Builder load(WorkloadSpec.Builder spec, int seconds) {
        return spec.rate(RATE).duration(ofSeconds(seconds)).script(SCRIPT);
    }

    /** A wrk2 that has lost connections is no witness of latency, neither for nor against the service. */
    private static void assertNothingIsKnownOfLatency(WorkloadReport report) {
        assertThatThrownBy(() -> assertThat(report).hasPercentileBelow(95, ofSeconds(2)))
                .isInstanceOf(InconclusiveException.class);
        assertThatThrownBy(() -> assertThat(report).hasPercentileAtLeast(95, ofSeconds(2)))
                .isInstanceOf(InconclusiveException.class);
    }

    private static Set<Integer> answeredNobody(WorkloadReport report, String window) {
        return answeredNobody(
                report,
                report.windowBounds(window).firstSecond(),
                report.windowBounds(window).lastSecond());
    }

    /** The seconds of the run, of those from one to another, in which not one request was answered, though 60 should have been. */
    private static Set<Integer> answeredNobody(WorkloadReport report, int from, int to) {
        Set<Integer> answered = report.timeline().stream()
                .filter(second -> second.counts().answered() > 0)
                .map(TimelineSecond::second)
                .collect(Collectors.toSet());
        return IntStream.rangeClosed(from, to)
                .filter(second -> !answered.contains(second))
                .boxed()
                .collect(Collectors.toSet());
    }
}
