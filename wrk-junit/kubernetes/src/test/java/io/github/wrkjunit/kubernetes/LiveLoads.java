// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.testcluster.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Loads in a namespace of a test's own. */
final class LiveLoads {

    private static final Pattern JOB = Pattern.compile(": Job (\\S+) in namespace");

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
                .settings(Settings.of(new FixedSettings(settings)))
                .evidence(evidence)
                .progress(progress::add)
                .build();
    }

    /** What was told to the person who waits, so far. */
    List<String> progress() {
        return List.copyOf(progress);
    }

    /** What the namespace holds of ours. */
    List<String> objects() {
        var client = cluster.client();
        return Stream.<HasMetadata>concat(
                        Stream.concat(
                                client.batch().v1().jobs().inNamespace(namespace).list().getItems().stream(),
                                client.pods().inNamespace(namespace).withLabel("job-name").list().getItems().stream()),
                        Stream.concat(
                                client
                                        .configMaps()
                                        .inNamespace(namespace)
                                        .withLabel("app.kubernetes.io/managed-by", "wrk-junit")
                                        .list()
                                        .getItems()
                                        .stream(),
                                client
                                        .secrets()
                                        .inNamespace(namespace)
                                        .withLabel("app.kubernetes.io/managed-by", "wrk-junit")
                                        .list()
                                        .getItems()
                                        .stream()))
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }
}
