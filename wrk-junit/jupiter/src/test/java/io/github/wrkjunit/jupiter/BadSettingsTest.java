// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.spec.Attribute;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** Every setting has values that are refused before anything starts, with its name, the value and the way out. */
class BadSettingsTest {

    /** A bad value of each; a new setting has to be added here. */
    private static final Map<String, String> BAD = bad();

    /** Any text may name a folder or be an argument of a script; a load's name is no setting. */
    private static final Set<String> NEVER_BAD = Set.of("wrk.evidence", "wrk.args", "wrk.name");

    @TempDir
    Path evidence;

    @Test
    void each_setting_is_looked_at() {
        Set<String> known = Stream.concat(
                        KnownSettings.all().stream().map(KnownSettings.Entry::key),
                        Stream.of(Attribute.values()).map(attribute -> KnownSettings.PREFIX + attribute.key()))
                .filter(key -> !NEVER_BAD.contains(key))
                .collect(toSet());

        assertThat(BAD.keySet()).isEqualTo(known);
    }

    @TestFactory
    Stream<DynamicTest> a_bad_value_is_told_with_its_setting_and_the_way_out() {
        return BAD.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> refuses(entry.getKey(), entry.getValue())));
    }

    private void refuses(String key, String value) {
        TestCaseRun run = TestCaseRun.in(evidence).with(key, value).of(LoadTestCase.class);

        assertThat(run.log()).isEmpty();
        assertThat(run.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("configuration parameter " + key)
                .hasMessageContaining("\"" + value + "\"")
                .hasMessageMatching("(?s).*(Use|Set|Begin|Give|Add|Did you mean|did you mean|list).*");
    }

    private static Map<String, String> bad() {
        Map<String, String> bad = new LinkedHashMap<>();
        bad.put("wrk.rate", "many");
        bad.put("wrk.dist", "poisson");
        bad.put("wrk.threads", "0");
        bad.put("wrk.connections", "1.5");
        bad.put("wrk.duration", "30sec");
        bad.put("wrk.script", "nowhere.lua");
        bad.put("wrk.url", "localhost:80");
        bad.put("wrk.path", "no slash");
        bad.put("wrk.headers", "NoColon");
        bad.put("wrk.timeout", "0s");
        bad.put("wrk.seed", "x");
        bad.put("wrk.workers", "-1");
        bad.put("wrk.warmup", "long");
        bad.put("wrk.runtime", "fakes");
        bad.put("wrk.enabled", "yes");
        bad.put("wrk.rate.factor", "0");
        bad.put("wrk.rate.max", "none");
        bad.put("wrk.targets", "not a host");
        bad.put("wrk.ready", "health");
        bad.put("wrk.ready.timeout", "soon");
        bad.put("wrk.tolerance.rate", "-1");
        bad.put("wrk.tolerance.lag", "5");
        bad.put("wrk.progress", "loud");
        bad.put("wrk.parallel", "maybe");
        bad.put("wrk.exclusive", "maybe");
        bad.put("wrk.exclusive.limit", "1 hour");
        bad.put("wrk.arming.limit", "-1s");
        bad.put("wrk.deadline.grace", "1.2.3s");
        bad.put("wrk.inconclusive", "warn");
        bad.put("wrk.judged", "no");
        return bad;
    }

    static class LoadTestCase {
        @Test
        @WithWorkload(rate = 100, url = "http://localhost:5000")
        void load() {}
    }
}
