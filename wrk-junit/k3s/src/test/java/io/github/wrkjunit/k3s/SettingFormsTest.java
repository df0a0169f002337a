// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The settings of all runtimes take blanks around a value, and words and units in any case; here all runtimes are on the class path. */
class SettingFormsTest {

    /** Files, which must be there to be read. */
    private static final Set<String> FILES = Set.of("wrk.kubernetes.template");

    private static final Map<String, String> GOOD = good();

    @Test
    void each_setting_of_each_runtime_is_looked_at() {
        Set<String> known = ServiceLoader.load(WorkloadRuntimeProvider.class).stream()
                .flatMap(provider -> provider.get().settingKeys().stream())
                .filter(key -> !FILES.contains(key))
                .collect(toCollection(TreeSet::new));

        assertThat(new TreeSet<>(GOOD.keySet())).isEqualTo(known);
    }

    @TestFactory
    Stream<DynamicTest> blanks_around_a_value_and_the_case_of_words_and_units_do_not_count() {
        return GOOD.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> accepts(entry.getKey(), entry.getValue())));
    }

    private static void accepts(String key, String value) {
        Settings settings = Settings.of(SettingsSource.of("system property", Map.of(key, value)));
        String runtime = key.startsWith("wrk.local.") ? "local" : "k3s";
        WorkloadRuntimeProvider provider = ServiceLoader.load(WorkloadRuntimeProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(runtime))
                .findFirst()
                .orElseThrow();

        assertThatNoException().isThrownBy(() -> provider.create(settings).close());
    }

    private static Map<String, String> good() {
        Map<String, String> good = new LinkedHashMap<>();
        good.put("wrk.local.command", " /usr/local/bin/wrk2 ");
        good.put("wrk.local.java", " java ");
        good.put("wrk.local.relative", " True ");
        good.put("wrk.k3s.image", " rancher/k3s:v1.34.4-k3s1 ");
        good.put("wrk.k3s.version", " v1.34.4-k3s1 ");
        good.put("wrk.k3s.images", " shop:1 , bank:1 ");
        good.put("wrk.k3s.manifests", " ");
        good.put("wrk.k3s.start.limit", " 2M ");
        good.put("wrk.k3s.import.limit", " 300S ");
        good.put("wrk.k3s.ready.limit", " 1H ");
        good.put("wrk.kubernetes.kubeconfig", " config ");
        good.put("wrk.kubernetes.context", " kind ");
        good.put("wrk.kubernetes.namespace", " load ");
        good.put("wrk.kubernetes.keep", " On-Failure ");
        good.put("wrk.kubernetes.dry.run", " FALSE ");
        good.put("wrk.kubernetes.engine", " STOCK ");
        good.put("wrk.kubernetes.engine.base", " acme/jre:17 ");
        good.put("wrk.kubernetes.schedule.limit", " 30S ");
        good.put("wrk.kubernetes.requests", " cpu=1 ");
        good.put("wrk.kubernetes.limits", " memory=1Gi ");
        good.put("wrk.kubernetes.image", " wrk2:1 ");
        good.put("wrk.kubernetes.image.pull.policy", " always ");
        good.put("wrk.kubernetes.image.pull.secrets", " registry ");
        good.put("wrk.kubernetes.service.account", " load ");
        good.put("wrk.kubernetes.node.selector", " role=load ");
        good.put("wrk.kubernetes.tolerations", " role=load:NoSchedule ");
        good.put("wrk.kubernetes.affinity", " {} ");
        good.put("wrk.kubernetes.labels", " team=shop ");
        good.put("wrk.kubernetes.annotations", " team=shop ");
        good.put("wrk.kubernetes.priority.class", " low ");
        good.put("wrk.kubernetes.security.pod", " {} ");
        good.put("wrk.kubernetes.security.container", " {} ");
        good.put("wrk.kubernetes.ttl", " 1H ");
        good.put("wrk.kubernetes.deadline.reserve", " 30S ");
        good.put("wrk.kubernetes.grace.period", " 5S ");
        good.put("wrk.kubernetes.env", " A=b ");
        good.put("wrk.kubernetes.files", " data.csv ");
        good.put("wrk.kubernetes.wrapper", " Status ");
        return good;
    }
}
