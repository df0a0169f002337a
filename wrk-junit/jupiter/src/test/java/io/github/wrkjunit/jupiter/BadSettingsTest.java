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

    @TestFactory
    Stream<DynamicTest> blanks_around_a_value_and_the_case_of_words_and_units_do_not_count() {
        Map<String, String> good = new LinkedHashMap<>();
        good.put("wrk.rate", " 1E2 ");
        good.put("wrk.dist", " Fixed\n");
        good.put("wrk.threads", " 2 ");
        good.put("wrk.connections", "\t20");
        good.put("wrk.duration", " 1S ");
        good.put("wrk.args", " a b ");
        good.put("wrk.url", " http://localhost:5000 ");
        good.put("wrk.path", " /hotels ");
        good.put("wrk.headers", "\n  A: b\n  C: d\n");
        good.put("wrk.timeout", " 500MS ");
        good.put("wrk.seed", " 7 ");
        good.put("wrk.workers", " 1 ");
        good.put("wrk.warmup", " 0S ");
        good.put("wrk.runtime", " fake ");
        good.put("wrk.enabled", " TRUE ");
        good.put("wrk.rate.factor", " 1 ");
        good.put("wrk.rate.max", " 1E4 ");
        good.put("wrk.targets", " *.Example.org , 203.0.113.0/24 ");
        good.put("wrk.ready.timeout", " 1M ");
        good.put("wrk.tolerance.rate", " 0.05 ");
        good.put("wrk.tolerance.lag", " 50Ms ");
        good.put("wrk.progress", " OFF ");
        good.put("wrk.exclusive", " True ");
        good.put("wrk.exclusive.limit", " 1H ");
        good.put("wrk.arming.limit", " 60S ");
        good.put("wrk.deadline.grace", " 60S ");
        good.put("wrk.inconclusive", " Error ");
        good.put("wrk.judged", " False ");
        return good.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> assertThat(TestCaseRun.in(evidence)
                                .with("wrk.judged", "false")
                                .with(entry.getKey(), entry.getValue())
                                .of(LoadTestCase.class)
                                .outcome())
                        .isEqualTo("SUCCESSFUL")));
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
