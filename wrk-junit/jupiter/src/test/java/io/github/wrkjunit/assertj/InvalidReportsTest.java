// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.OperationReport;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.Validity.Problem;
import io.github.wrkjunit.report.Validity.Reason;
import io.github.wrkjunit.report.WorkloadReport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Finds every public assertion by reflection: not one of them may judge a report that cannot carry it. */
class InvalidReportsTest {

    /** How to get at an instance of each assertion class; a new class has to be added here. */
    private static final Map<Class<?>, Function<WorkloadReport, AbstractAssert<?, ?>>> CLASSES = Map.of(
            WorkloadReportAssert.class, WorkloadAssertions::assertThat,
            OperationReportAssert.class, InvalidReportsTest::onOperation,
            CountsAssert.class, report -> new CountsAssert(Subject.of(report)),
            LatencyAssert.class, InvalidReportsTest::onLatency,
            OperationsAssert.class, report -> new OperationsAssert(Subject.of(report), report.operations()));

    /** An argument for each name of a parameter; a new name has to be added here. */
    private static final Map<String, Object> ARGUMENTS = Map.ofEntries(
            Map.entry("percentile", 50.0),
            Map.entry("limit", Duration.ofMillis(250)),
            Map.entry("share", 0.5),
            Map.entry("count", 1L),
            Map.entry("outcome", Outcome.SUCCESS),
            Map.entry("status", 404),
            Map.entry("rate", 50.0),
            Map.entry("name", Reports.HOTELS),
            Map.entry("names", new String[] {Reports.HOTELS}),
            Map.entry("requirements", (Consumer<OperationReport>) operation -> {}),
            Map.entry("filter", (Predicate<OperationReport>) operation -> true));

    /** What rests on counts alone; everything else has to refuse a report whose latencies are not known. */
    private static final Set<String> ON_COUNTS = Set.of(
            "hasNoErrors",
            "hasErrorRateBelow",
            "hasErrorRateAtLeast",
            "hasOffered",
            "hasOfferedAtLeast",
            "hasAtLeast",
            "hasNo",
            "hasStatus",
            "hasNoStatus",
            "hasAchievedRateAtLeast",
            "counts",
            "operation",
            "operations",
            "allSatisfy",
            "anySatisfy",
            "contain",
            "filteredOn");

    /** One public method of one assertion class, inherited ones of this package included. */
    private record Judgement(Class<?> type, Method method) {

        String name() {
            String parameters = String.join(
                    ", ",
                    Stream.of(method.getParameters()).map(Parameter::getName).toList());
            return type.getSimpleName() + "." + method.getName() + "(" + parameters + ")";
        }

        Evidence evidence() {
            return ON_COUNTS.contains(method.getName()) ? Evidence.COUNTS : Evidence.LATENCY;
        }

        void on(WorkloadReport report) throws Throwable {
            Object[] arguments = Stream.of(method.getParameters())
                    .map(parameter -> requireNonNull(
                            ARGUMENTS.get(parameter.getName()),
                            () -> name() + ": add an argument for \"" + parameter.getName() + "\" to ARGUMENTS"))
                    .toArray();
            AbstractAssert<?, ?> assertion = requireNonNull(CLASSES.get(type)).apply(report);
            try {
                method.invoke(assertion, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }

    @Test
    void every_assertion_class_of_the_package_is_looked_at() {
        Set<Class<?>> found = new ClassFileImporter()
                .importPackagesOf(WorkloadAssertions.class).stream()
                        .filter(type -> type.isAssignableTo(AbstractAssert.class)
                                && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::reflect)
                        .collect(toSet());

        assertThat(found).isEqualTo(CLASSES.keySet());
    }

    @Test
    void each_report_is_invalid_for_one_reason_alone() {
        for (Reason reason : Reason.values()) {
            assertThat(Reports.invalid(reason).validity().problems())
                    .extracting(Problem::reason)
                    .containsExactly(reason);
        }
        assertThat(Reports.healthy().validity().problems()).isEmpty();
    }

    @TestFactory
    List<DynamicTest> no_assertion_judges_a_report_that_cannot_carry_it() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Judgement judgement : judgements()) {
            for (Reason reason : Reason.values()) {
                if (new Problem(reason, "").concerns(judgement.evidence()) && !isLeftToPercentiles(judgement, reason)) {
                    tests.add(DynamicTest.dynamicTest(
                            judgement.name() + " on " + reason,
                            () -> assertRefuses(judgement, Reports.invalid(reason))));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(200);
        return tests;
    }

    @TestFactory
    Stream<DynamicTest> every_assertion_judges_a_valid_report() {
        return judgements().stream()
                .map(judgement -> DynamicTest.dynamicTest(judgement.name(), () -> {
                    Throwable thrown = catchThrowable(() -> judgement.on(Reports.healthy()));

                    assertThat(thrown == null || thrown instanceof AssertionError)
                            .as("passes or fails, but not %s", thrown)
                            .isTrue();
                }));
    }

    /** Who goes on to latencies asks no percentile yet, and a late generator may carry a lower one. */
    private static boolean isLeftToPercentiles(Judgement judgement, Reason reason) {
        return (reason == Reason.GENERATOR_LAG || reason == Reason.GENERATOR_LIMIT)
                && judgement.method().getName().matches("latency|answeredLatency");
    }

    private static void assertRefuses(Judgement judgement, WorkloadReport report) {
        String sentence = report.validity().problems().get(0).sentence();
        assertThat(catchThrowable(() -> judgement.on(report)))
                .isInstanceOf(InconclusiveException.class)
                .hasMessageContaining(sentence.substring(0, "The generator".length())); // the rest names a percentile
    }

    private static List<Judgement> judgements() {
        return CLASSES.keySet().stream()
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> method.getDeclaringClass().getPackage() == type.getPackage())
                        .filter(method -> !method.isBridge())
                        .map(method -> new Judgement(type, method)))
                .toList();
    }

    private static AbstractAssert<?, ?> onOperation(WorkloadReport report) {
        return WorkloadAssertions.assertThat(report.operation(Reports.HOTELS));
    }

    private static AbstractAssert<?, ?> onLatency(WorkloadReport report) {
        Subject subject = Subject.of(report);
        return new LatencyAssert(subject, LatencyView.offered(subject, report.latency()));
    }
}
