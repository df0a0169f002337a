// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.kubernetes;

import static io.github.wrkjunit.assertj.WorkloadAssertions.assertThat;
import static java.time.Duration.ofSeconds;

import io.github.wrkjunit.jupiter.WithWorkload;
import io.github.wrkjunit.jupiter.WorkloadTarget;
import io.github.wrkjunit.jupiter.Workloads;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsCluster
class ClusterFaultsIT {

    private static HotelDeployment hotel;

    @BeforeAll
    static void deploy(TestCluster cluster) {
        cluster.standIn();
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
        hotel.awaitReady();
    }

    @Test
    @WithWorkload(rate = 60, duration = "10s", script = "hotel-reservation/mixed-workload_type_1.lua")
    void control(WorkloadReport report) {
        assertThat(report).hasNoErrors();
    }

    @Test
    @Workloads
    void killed(WorkloadRunner workloads) {
        var load = workloads.start(spec -> spec.rate(60).duration(ofSeconds(15)).script("hotel-reservation/mixed-workload_type_1.lua"));
        load.awaitElapsed(ofSeconds(5));
        load.during("fault", () -> {
            hotel.killPod();
            hotel.awaitReady();
        });
        var report = load.await();
        System.out.println(report);
        System.out.println(report.window("fault"));
        System.out.println(report.window("fault").counts().answered() + " " + report.before("fault").counts().answered());
    }

    @Test
    @Workloads
    void scaled(WorkloadRunner workloads) {
        var load = workloads.start(spec -> spec.rate(60).duration(ofSeconds(15)).script("hotel-reservation/mixed-workload_type_1.lua"));
        load.awaitElapsed(ofSeconds(5));
        load.during("fault", () -> {
            hotel.scale(0);
            load.awaitElapsed(ofSeconds(12));
        });
        var report = load.await();
        System.out.println(report);
        System.out.println(report.window("fault"));
        System.out.println(report.window("fault").counts().answered() + " " + report.before("fault").counts().answered());
    }
}
