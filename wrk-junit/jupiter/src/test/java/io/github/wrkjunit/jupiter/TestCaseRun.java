// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static java.util.Objects.requireNonNull;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs test cases with JUnit and the fake runtime, and tells what has become of each test. One thread at a time. */
final class TestCaseRun {

    private final Path evidence;
    private final Map<String, String> parameters = new TreeMap<>();
    private @Nullable EngineExecutionResults results;
    private String output = "";

    private TestCaseRun(Path evidence) {
        this.evidence = evidence;
    }

    static TestCaseRun in(Path evidence) {
        return new TestCaseRun(evidence);
    }

    TestCaseRun with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    TestCaseRun of(Class<?> testClass) {
        return execute(selectClass(testClass));
    }

    TestCaseRun of(Class<?> testClass, String method) {
        Method found = Stream.of(testClass.getDeclaredMethods())
                .filter(declared -> declared.getName().equals(method))
                .findFirst()
                .orElseThrow();
        return execute(selectMethod(testClass, found));
    }

    private TestCaseRun execute(DiscoverySelector selector) {
        FakeRuntimeProvider.LOG.clear();
        FakeRuntimeProvider.LOG_OF_ENDS.clear();
        PrintStream before = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try {
            results = EngineTestKit.engine("junit-jupiter")
                    .selectors(selector)
                    .configurationParameter("wrk.runtime", "fake")
                    .configurationParameter("wrk.evidence", evidence.toString())
                    .configurationParameters(parameters)
                    .execute();
        } finally {
            System.setOut(before);
        }
        output = captured.toString(StandardCharsets.UTF_8);
        return this;
    }

    /** {@code SUCCESSFUL}, {@code FAILED: message} and so on, by display name; skipped ones with their reason. */
    Map<String, String> outcomes() {
        Map<String, String> outcomes = new TreeMap<>();
        results().allEvents().stream().forEach(event -> {
            String name = event.getTestDescriptor().getDisplayName();
            if (event.getTestDescriptor().isTest() || failed(event)) {
                event.getPayload(TestExecutionResult.class).ifPresent(result -> outcomes.put(name, outcome(result)));
                event.getPayload(String.class)
                        .filter(reason -> event.getType() == EventType.SKIPPED)
                        .ifPresent(reason -> outcomes.put(name, "SKIPPED: " + reason));
            }
        });
        return outcomes;
    }

    /** The only test's outcome. */
    String outcome() {
        Map<String, String> outcomes = outcomes();
        if (outcomes.size() != 1) {
            throw new IllegalStateException("not one test but " + outcomes);
        }
        return outcomes.values().iterator().next();
    }

    /** What the only test that has failed has thrown. */
    Throwable failure() {
        List<Throwable> failures = new ArrayList<>();
        results().allEvents().stream().forEach(event -> event.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .ifPresent(failures::add));
        if (failures.size() != 1) {
            throw new IllegalStateException("not one failure but " + failures);
        }
        return failures.get(0);
    }

    /** What the fake runtime and the tests have noted. */
    List<String> log() {
        return List.copyOf(FakeRuntimeProvider.LOG);
    }

    /** What went to standard output. */
    String output() {
        return output;
    }

    private EngineExecutionResults results() {
        return requireNonNull(results, "call of(...) first");
    }

    private static boolean failed(Event event) {
        return event.getPayload(TestExecutionResult.class)
                .filter(result -> result.getStatus() != TestExecutionResult.Status.SUCCESSFUL)
                .isPresent();
    }

    private static String outcome(TestExecutionResult result) {
        return result.getStatus()
                + result.getThrowable()
                        .map(thrown -> ": " + thrown.getMessage())
                        .orElse("");
    }
}
