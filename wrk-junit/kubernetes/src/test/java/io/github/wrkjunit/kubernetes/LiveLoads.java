// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static io.github.wrkjunit.kubernetes.manifest.JobIdentity.MANAGED_BY;
import static io.github.wrkjunit.kubernetes.manifest.JobIdentity.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.testcluster.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads in a namespace of a test's own. */
final class LiveLoads {

    private static final Pattern JOB = Pattern.compile(": Job (\\S+) in namespace");

    /** Deadlines, grace periods and times to live of these tests are seconds; the rest is for a busy cluster. */
    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(60);

    private final TestCluster cluster;
    private final String namespace;
    private final Path evidence;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    LiveLoads(TestCluster cluster, String namespace, Path evidence) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.evidence = evidence;
        set("kubeconfig", cluster.kubeconfig().toString());
        set("namespace", namespace);
        settings.put("wrk.exclusive", "false");
    }

    /** Sets {@code wrk.kubernetes.KEY}. */
    LiveLoads set(String key, String value) {
        settings.put("wrk.kubernetes." + key, value);
        return this;
    }

    /** Sets any other setting. */
    LiveLoads setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** The name of the Job, as it was told. */
    String job() {
        return progress().stream()
                .map(JOB::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
    }

    WorkloadRunner runner() {
        return WorkloadRunner.builder()
                .runtime("kubernetes", Origin.PROGRAM)
                .settings(Settings.of(SettingsSource.of("test", settings)))
                .evidence(evidence)
                .progress(progress::add)
                .build();
    }

    /** What was told to the person who waits, so far. */
    List<String> progress() {
        return List.copyOf(progress);
    }

    /** Asserts that the Job is gone, and waits for the cluster to remove what it owned; its pod may still take its grace period. */
    void assertNothingIsLeft() {
        var jobs = cluster.client().batch().v1().jobs().inNamespace(namespace);
        assertThat(jobs.list().getItems()).isEmpty();
        awaitNone(cluster.client().configMaps().inNamespace(namespace).withLabel(MANAGED_BY, MANAGER));
        awaitNone(cluster.client().secrets().inNamespace(namespace).withLabel(MANAGED_BY, MANAGER));
    }

    /** Asserts that the Job is gone, and waits for the end of its pod, which would go on loading the target. */
    void assertJobAndPodAreGone() {
        var jobs = cluster.client().batch().v1().jobs().inNamespace(namespace);
        assertThat(jobs.withName(job()).get()).isNull();
        awaitNone(cluster.client().pods().inNamespace(namespace).withLabel("job-name", job()));
    }

    /** Waits until the cluster has removed by itself whatever was made. */
    void awaitNothingIsLeft() {
        awaitNone(cluster.client().batch().v1().jobs().inNamespace(namespace));
        awaitNone(cluster.client().pods().inNamespace(namespace).withLabel("job-name"));
        assertNothingIsLeft();
    }

    private static <T extends HasMetadata> void awaitNone(Informable<T> resources) {
        assertThat(resources.informOnCondition(List::isEmpty)).succeedsWithin(LONGEST_REMOVAL);
    }
}
