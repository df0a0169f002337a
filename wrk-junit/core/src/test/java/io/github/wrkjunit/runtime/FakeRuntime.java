// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A runtime in this JVM whose workers do what a test says. Thread-safe. */
final class FakeRuntime implements WorkloadRuntimeProvider {

    final List<FakeWorker> workers = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final String name;
    private final Function<WorkerPlan, FakeWorker.Script> scripts;
    private List<String> problems = List.of();

    FakeRuntime(Function<WorkerPlan, FakeWorker.Script> scripts) {
        this("fake", scripts);
    }

    FakeRuntime(String name, Function<WorkerPlan, FakeWorker.Script> scripts) {
        this.name = name;
        this.scripts = scripts;
    }

    FakeRuntime problems(String... sentences) {
        problems = List.of(sentences);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> settingKeys() {
        return Set.of("wrk.fake.command");
    }

    @Override
    public WorkloadRuntime create(Settings settings) {
        return new WorkloadRuntime() {
            @Override
            public List<String> problems(WorkloadSpec spec) {
                return problems;
            }

            @Override
            public List<String> warnings(WorkloadSpec spec, String script) {
                return script.isEmpty() ? List.of() : List.of("The script is \"" + script.strip() + "\".");
            }

            @Override
            public String again(WorkloadSpec spec) {
                List<String> words = new ArrayList<>(List.of("fake", spec.url().toString()));
                words.addAll(spec.args());
                return Shell.join(words);
            }

            @Override
            public Worker launch(WorkerPlan plan, WorkerListener listener) {
                calls.add("launch " + plan.spec().name() + " " + plan.worker());
                FakeWorker worker = new FakeWorker(plan, listener, scripts.apply(plan), calls);
                workers.add(worker);
                return worker;
            }

            @Override
            public void close() {
                calls.add("close runtime");
            }
        };
    }
}
