// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.wrkjunit.kubernetes.manifest.JobIdentity;
import io.github.wrkjunit.kubernetes.manifest.JobOptions;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.kubernetes.manifest.WrapperMode;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.Map;
import java.util.Optional;

/** Loads that are never offered, in the namespace {@code load}. */
final class FakeLoads {

    static final String JOBS = "/apis/batch/v1/namespaces/load/jobs";

    private FakeLoads() {}

    /** One with a wrapper and without secrets. */
    static LoadJob plain() {
        return of(spec(), JobOptions.builder());
    }

    /** One with a wrapper and a secret. */
    static LoadJob secret() {
        return of(spec().headers(Map.of("Authorization", "Bearer opensesame")), JobOptions.builder());
    }

    /** One without any file. */
    static LoadJob bare() {
        return of(spec(), JobOptions.builder().wrapper(WrapperMode.NONE));
    }

    /** As a cluster answers with it. */
    static Job created(LoadJob load) {
        Job job = load.job();
        job.getMetadata().setUid("0b5c7b3e-uid");
        job.getMetadata().setCreationTimestamp("2026-11-28T12:00:00Z");
        return job;
    }

    private static WorkloadSpec.Builder spec() {
        return WorkloadSpec.builder().url("http://shop:80").rate(100).seed(7);
    }

    private static LoadJob of(WorkloadSpec.Builder spec, JobOptions.Builder options) {
        return LoadJob.of(
                spec.build(),
                Optional.empty(),
                options.build(),
                JobIdentity.of("load", "run-1", "", "ada", "workload", 0));
    }
}
