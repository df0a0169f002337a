// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.PreparedWorkloads;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.RunningWorkloads;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** The loads of one invocation of a test method, and their reports. One thread at a time, but for closing. */
@SuppressWarnings("deprecation") // CloseableResource: with AutoCloseable alone JUnit 5.12 never closes it
final class TestRun implements CloseableResource, AutoCloseable {

    private final ExtensionContext context;
    private final DeclaredLoads declared;
    private final Map<String, WorkloadReport> reports = new LinkedHashMap<>();
    private final List<RunningWorkload> driven = new CopyOnWriteArrayList<>();
    private volatile @Nullable RunningWorkloads running;
    private List<Objective> objectives = List.of();
    private @Nullable WorkloadRunner runner;

    TestRun(ExtensionContext context) {
        this.context = context;
        this.declared = DeclaredLoads.of(context);
    }

    /** Runs the declared loads to their end; nothing starts before all is known to be right. */
    void start() {
        List<String> problems = new ArrayList<>(declared.problems());
        objectives = Objective.of(context, declared, problems);
        List<WorkloadSpec.Builder> own = new ArrayList<>();
        Map<ExtensionContext, List<WorkloadSpec.Builder>> shared = new LinkedHashMap<>();
        for (DeclaredLoad load : declared.enabled()) {
            WorkloadSpec.Builder spec = load.spec().copy();
            TargetSource.complete(spec, context);
            if (load.isShared()) {
                shared.computeIfAbsent(load.owner(), owner -> new ArrayList<>()).add(spec);
            } else {
                own.add(spec);
            }
        }
        problems.addAll(ReportParameters.problems(context, declared));
        PreparedWorkloads prepared = prepare(own, problems);
        if (!problems.isEmpty()) {
            throw new ExtensionConfigurationException(new InvalidSpecException(problems).getMessage());
        }
        shared.forEach((owner, specs) ->
                reports.putAll(ClassRun.of(owner, declared, specs).reports()));
        if (prepared != null) {
            RunningWorkloads started = prepared.start();
            running = started;
            Map<String, WorkloadReport> done = started.await();
            done.values().forEach(report -> Evidence.tell(report, context));
            reports.putAll(done);
        }
    }

    /** Judges what {@link Slo} demands, all of it at once. */
    void judge() {
        Objective.judge(objectives, reports, TestName.of(context));
    }

    /** The runner for a test that drives its loads itself. */
    WorkloadRunner runner() {
        if (runner == null) {
            WorkloadSpec.Builder defaults = declared.plain().copy();
            TargetSource.complete(defaults, context);
            runner = Runners.of(context, declared)
                    .defaults(defaults)
                    .onStart(running -> driven.addAll(running.loads()))
                    .build();
        }
        return runner;
    }

    /** The report that the parameter asks for. */
    WorkloadReport report(ParameterContext parameter) {
        Optional<String> name = parameter.findAnnotation(Workload.class).map(Workload::value);
        WorkloadReport report = name.map(reports::get)
                .or(() -> name.isEmpty() && reports.size() == 1
                        ? Optional.of(reports.values().iterator().next())
                        : Optional.empty())
                .orElse(null);
        if (report == null) {
            throw new ParameterResolutionException(ReportParameters.unknown(
                    TestName.of(context), parameter.getParameter(), new ArrayList<>(reports.keySet())));
        }
        return report;
    }

    /** Ends what the test has started and left running, and tells what was measured. */
    void endDrivenLoads() {
        for (RunningWorkload load : driven) {
            load.close();
            try {
                Evidence.tell(load.await(), context);
            } catch (WorkloadException e) {
                System.out.println(
                        TestName.of(context) + ": load \"" + load.name() + "\" has no report: " + e.getMessage());
            }
        }
        driven.clear();
    }

    @Override
    public void close() {
        RunningWorkloads started = running;
        if (started != null) {
            started.close();
        }
        driven.forEach(RunningWorkload::close);
    }

    private @Nullable PreparedWorkloads prepare(List<WorkloadSpec.Builder> loads, List<String> problems) {
        if (loads.isEmpty()) {
            return null;
        }
        try {
            return Runners.of(context, declared).build().prepare(loads);
        } catch (InvalidSpecException e) {
            problems.addAll(e.problems());
            return null;
        }
    }
}
