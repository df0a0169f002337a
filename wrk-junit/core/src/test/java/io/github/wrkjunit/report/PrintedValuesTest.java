// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a value of a report shows when a test prints it. */
class PrintedValuesTest {

    private final WorkloadReport report = Reports.checkout().build();

    @Test
    void counts_are_printed_as_their_accounting() {
        assertThat(report.counts())
                .hasToString(
                        "offered 1,500 = 1,498 answered (1,496 2xx, 2 503) + 2 timeout + 0 unanswered + 0 not sent");
    }

    @Test
    void an_operation_is_printed_with_its_counts_and_its_latency() {
        assertThat(report.operation("GET /hotels"))
                .hasToString("GET /hotels: offered 1,400 = 1,400 answered (1,400 2xx) + 0 unanswered + 0 not sent;"
                        + " latency of all offered requests: p50 41 ms, p90 41 ms, p99 41 ms, max 41 ms");
    }

    @Test
    void a_second_is_printed_with_its_counts_and_its_latency() {
        assertThat(report.timeline().get(5))
                .hasToString("second 5: offered 100 = 100 answered (100 2xx) + 0 unanswered + 0 not sent;"
                        + " latency of all offered requests: p50 41 ms, p90 1.84 s, max 1.84 s");
    }

    @Test
    void a_cell_is_printed_with_its_latencies() {
        assertThat(report.cells().get(0))
                .hasToString("GET /hotels 2xx: 1,400 requests, 1,400 latencies of 41 ms to 41 ms");
        assertThat(new Cell("GET /", Outcome.NOT_SENT, 3, null))
                .hasToString("GET / not_sent: 3 requests, no latencies");
    }

    @Test
    void the_health_of_the_generator_is_printed_with_units() {
        assertThat(report.health().orElseThrow())
                .hasToString("lateness of the generator: 1,500 requests: p50 60 us, p90 60 us, p99 60 us, max 60 us;"
                        + " 3 requests waited for a connection; longest stall 3 ms; garbage collections 2 ms;"
                        + " without a processor 1 ms; 2 connections opened, 0 could not be");
    }

    @Test
    void a_window_the_validity_and_its_rules_are_printed_in_words() {
        assertThat(report.windowBounds("fault")).hasToString("5.2 s to 9.9 s");
        assertThat(report.validity()).hasToString("valid");
        assertThat(Reports.checkout()
                        .incompleteBecause("Worker 1 was cut.")
                        .build()
                        .validity())
                .hasToString("Worker 1 was cut.");
        assertThat(report.rules()).hasToString("rate tolerance 5 %, lag tolerance 50 ms");
    }

    @Test
    void no_public_value_of_a_report_is_printed_as_an_object_id() {
        List<String> without = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.github.wrkjunit.report")
                        .stream()
                        .filter(type -> type.getPackageName().equals("io.github.wrkjunit.report"))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.isInterface() && !type.isEnum())
                        .filter(type -> !type.isAssignableTo(Throwable.class))
                        .filter(PrintedValuesTest::hasValues)
                        .filter(type -> type.tryGetMethod("toString").isEmpty())
                        .map(JavaClass::getSimpleName)
                        .sorted()
                        .collect(Collectors.toList());

        assertThat(without).containsExactly("Builder", "CellTable"); // they add up, and are no values
    }

    private static boolean hasValues(JavaClass type) {
        return type.getMethods().stream()
                .anyMatch(method -> !method.getModifiers().contains(JavaModifier.STATIC));
    }
}
