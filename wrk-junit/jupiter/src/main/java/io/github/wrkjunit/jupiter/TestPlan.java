// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.PreparedWorkloads;
import io.github.wrkjunit.runtime.RunningWorkloads;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a test wants: its loads, its objectives, its parameters; checked as a whole before anything starts. One thread at a time. */
final class TestPlan {

    private final ExtensionContext context;
    private final Method method;
    private final DeclaredLoads loads;
    private final DeclaredObjectives objectives;
    private final TestSettings settings;
    private final Set<String> problems = new LinkedHashSet<>();
    private @Nullable Throwable cause;

    private TestPlan(ExtensionContext context) {
        this.context = context;
        method = context.getRequiredTestMethod();
        loads = DeclaredLoads.of(context);
        objectives = DeclaredObjectives.of(context);
        settings = TestSettings.of(context);
    }

    /** The plan of a test method, or of one of its invocations. */
    static TestPlan of(ExtensionContext context) {
        return new TestPlan(context);
    }

    /** Whether the test has anything to do with loads. */
    boolean isConcerned() {
        return !loads.enabled().isEmpty()
                || TestParameters.drives(method)
                || TestParameters.wantsReport(method)
                || !objectives().isEmpty();
    }

    TestSettings settings() {
        return settings;
    }

    /** What is judged: an objective of the class is not for tests that have opted out of its load or drive their own. */
    List<Objective> objectives() {
        boolean own = loads.enabled().isEmpty() && (!loads.disabled().isEmpty() || TestParameters.drives(method));
        return own ? objectives.onMethod() : objectives.all();
    }

    /**
     * Checks everything.
     *
     * @return how the loads are run
     * @throws ExtensionConfigurationException with all that is wrong
     */
    PreparedTest prepare(TestLoads running) {
        problems.addAll(settings.problems());
        problems.addAll(MisplacedAnnotations.problems(context));
        problems.addAll(loads.problems());
        problems.addAll(objectives.problems());
        List<String> names = loads.enabled().stream().map(TestPlan::name).toList();
        problems.addAll(TestParameters.problems(method, names));
        objectives().forEach(objective -> check(objective, names));
        Optional<TargetUrl> target = target();
        Map<ExtensionContext, SharedLoads> shared = new LinkedHashMap<>();
        Map<SharedLoads, PreparedWorkloads> preparedShared = new LinkedHashMap<>();
        for (DeclaredLoad load : loads.enabled()) {
            if (load.isShared() && !shared.containsKey(load.owner())) {
                ExtensionContext owner = load.owner();
                SharedLoads group = SharedLoads.in(owner);
                shared.put(owner, group);
                names.stream().filter(name -> isTaken(name, names.size())).forEach(group::taken);
                if (!group.isOver()) {
                    prepare(sharedBy(owner), owner, target, group::begun)
                            .ifPresent(prepared -> preparedShared.put(group, prepared));
                }
            }
        }
        List<DeclaredLoad> own =
                loads.enabled().stream().filter(load -> !load.isShared()).toList();
        Optional<PreparedWorkloads> preparedOwn = prepare(own, context, target, running::declared);
        Optional<WorkloadRunner> runner =
                TestParameters.drives(method) ? Optional.of(driver(target, running::driven)) : Optional.empty();
        if (problems.isEmpty()) { // a wrong objective is wrong, and not one that is missing
            loads.enabled().forEach(load -> checkJudged(load, names.size()));
        }
        checkProblems();
        return new PreparedTest(names, List.copyOf(shared.values()), preparedShared, preparedOwn, runner);
    }

    /** All loads that the class and what it inherits from declare as shared; a test may use a part of them. */
    private static List<DeclaredLoad> sharedBy(ExtensionContext owner) {
        return DeclaredLoads.of(owner).enabled().stream()
                .filter(load -> load.isShared() && load.owner().equals(owner))
                .toList();
    }

    private Optional<PreparedWorkloads> prepare(
            List<DeclaredLoad> group,
            ExtensionContext of,
            Optional<TargetUrl> target,
            Consumer<RunningWorkloads> onStart) {
        if (group.isEmpty()) {
            return Optional.empty();
        }
        WorkloadRunner.Builder runner = runner(of, onStart);
        group.stream()
                .flatMap(load -> load.runtime().stream())
                .findFirst()
                .ifPresent(declared -> runtime(declared, runner));
        List<WorkloadSpec.Builder> specs = new ArrayList<>();
        group.forEach(load -> specs.add(withTarget(load.spec(), name(load), target)));
        try {
            return Optional.of(runner.build().prepare(specs));
        } catch (InvalidSpecException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private WorkloadRunner driver(Optional<TargetUrl> target, Consumer<RunningWorkloads> onStart) {
        WorkloadRunner.Builder runner = runner(context, onStart);
        loads.plain().runtime().ifPresent(declared -> runtime(declared, runner));
        return runner.defaults(withTarget(loads.plain().spec(), "workload", target))
                .build();
    }

    private WorkloadRunner.Builder runner(ExtensionContext of, Consumer<RunningWorkloads> onStart) {
        return WorkloadRunner.builder()
                .settings(settings.settings())
                .place(TestName.of(of))
                .evidence(WorkloadRunner.evidenceRoot(settings.settings()).resolve(TestName.folder(of)))
                .progress(settings.progress())
                .onStart(onStart);
    }

    private static void runtime(Declared<WithWorkload> declared, WorkloadRunner.Builder runner) {
        runner.runtime(declared.annotation().runtime(), Origin.annotation(declared.place()));
    }

    private Optional<TargetUrl> target() {
        try {
            return TargetUrl.find(context);
        } catch (ExtensionConfigurationException e) {
            problem(e);
            return Optional.empty();
        }
    }

    /** The load with the target's URL, which is asked only if nothing else says where to. */
    private WorkloadSpec.Builder withTarget(WorkloadSpec.Builder spec, String name, Optional<TargetUrl> target) {
        WorkloadSpec.Builder whole = spec.copy();
        boolean elsewhere = spec.origin(Attribute.URL).isPresent()
                || settings.settings().find(KnownSettings.PREFIX + "url").isPresent()
                || settings.settings()
                        .find(KnownSettings.PREFIX + name + ".url")
                        .isPresent();
        if (target.isPresent() && !elsewhere) {
            whole.origin(target.get().origin());
            try {
                whole.url(target.get().read(context));
            } catch (ExtensionConfigurationException e) {
                problem(e);
                whole.url("http://localhost"); // so that the missing URL is not told a second time
            }
        }
        return whole;
    }

    private void check(Objective objective, List<String> names) {
        if (names.isEmpty()) {
            problems.add(objective.place()
                    + ": there is no load to judge. Add @WithWorkload(rate = ...), or take @Slo away.");
        } else if (!objective.workload().isEmpty() && !names.contains(objective.workload())) {
            problems.add(objective.place() + ": no load is named \"" + objective.workload() + "\". There "
                    + (names.size() == 1 ? "is" : "are") + ": " + String.join(", ", names) + ".");
        }
    }

    private boolean isTaken(String load, int count) {
        return TestParameters.takes(method, load, count);
    }

    /** A load of the test alone is judged by a parameter or an objective of it; a shared one perhaps by those of another test. */
    private void checkJudged(DeclaredLoad load, int count) {
        String name = name(load);
        if (!load.spec().isJudged()
                || !settings.demandsJudgement()
                || load.isShared()
                || isTaken(name, count)
                || objectives().stream().anyMatch(objective -> objective.isAbout(name))) {
            return;
        }
        String which = "load \"" + name + "\" of " + load.place();
        problems.add(
                TestParameters.drives(method)
                        ? TestName.of(method) + " drives its loads itself, and nothing judges " + which
                                + ", which would run before them. Set enabled = false on the method, take a WorkloadReport as a"
                                + " parameter too, or " + Judgement.EXEMPT
                        : TestName.of(method) + " passes whatever the system answers: nothing judges " + which
                                + ". Take a WorkloadReport as a parameter and assert on it, add @Slo, or "
                                + Judgement.EXEMPT);
    }

    private void problem(ExtensionConfigurationException e) {
        problems.add(String.valueOf(e.getMessage()));
        if (e.getCause() != null) {
            cause = e.getCause();
        }
    }

    private void checkProblems() {
        if (problems.isEmpty()) {
            return;
        }
        String message = new InvalidSpecException(List.copyOf(problems)).getMessage();
        throw cause == null
                ? new ExtensionConfigurationException(message)
                : new ExtensionConfigurationException(message, cause);
    }

    private static String name(DeclaredLoad load) {
        return load.spec().value(Attribute.NAME).map(String.class::cast).orElse("workload");
    }
}
