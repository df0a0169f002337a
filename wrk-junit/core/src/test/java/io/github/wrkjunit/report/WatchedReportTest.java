// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WatchedReportTest {

    private static final WorkloadReport PLAIN = Reports.checkout()
            .window("fault", Duration.ofSeconds(1), Duration.ofSeconds(2))
            .build();

    private final AtomicInteger readings = new AtomicInteger();
    private final WorkloadReport watched = PLAIN.watched(readings::incrementAndGet);

    @TestFactory
    Stream<DynamicTest> notices_each_reading_of_what_was_measured() {
        Map<String, Function<WorkloadReport, Object>> values = new TreeMap<>(Map.of(
                "counts",
                WorkloadReport::counts,
                "latency",
                WorkloadReport::latency,
                "answered latency",
                WorkloadReport::answeredLatency,
                "latency of an outcome",
                report -> report.latency(Outcome.SUCCESS),
                "operations",
                WorkloadReport::operations,
                "timeline",
                WorkloadReport::timeline,
                "validity",
                WorkloadReport::validity,
                "a window's counts",
                report -> report.window("fault").counts(),
                "the counts before",
                report -> report.before("fault").counts()));

        return values.entrySet().stream()
                .map(value -> DynamicTest.dynamicTest(value.getKey(), () -> {
                    int before = readings.get();

                    Object read = value.getValue().apply(watched);

                    assertThat(read).isNotNull();
                    assertThat(readings.get()).isGreaterThan(before);
                }));
    }

    @Test
    void notices_a_reading_of_an_operation() {
        OperationReport operation = watched.operations().get(0);
        int before = readings.get();

        assertThat(operation.counts().offered()).isPresent();

        assertThat(readings.get()).isGreaterThan(before);
    }

    @Test
    void is_printed_and_asked_for_its_load_and_its_windows_without_being_read() {
        assertThat(watched).hasToString(PLAIN.toString());
        assertThat(watched.spec()).isEqualTo(PLAIN.spec());
        assertThat(watched.window("fault").name()).isEqualTo(PLAIN.name());
        assertThat(watched.evidence()).isEqualTo(PLAIN.evidence());

        assertThat(readings).hasValue(0);
    }

    @Test
    void the_plain_report_stays_unwatched() {
        assertThat(PLAIN.counts().offered()).isPresent();

        assertThat(readings).hasValue(0);
    }
}
