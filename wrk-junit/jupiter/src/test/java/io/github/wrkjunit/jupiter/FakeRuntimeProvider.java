// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A runtime whose workers tell at once what a whole run would have told; what, is said by the path of the load's URL. */
public final class FakeRuntimeProvider implements WorkloadRuntimeProvider {

    /** What has happened in this JVM: {@code begin search}, and what tests add. ServiceLoader leaves no other way to look in. */
    static final List<String> LOG = new CopyOnWriteArrayList<>();

    /** What had happened whenever the tests of a run had ended. */
    static final List<String> LOG_OF_ENDS = new CopyOnWriteArrayList<>();

    /** What of it is broken, so that it cannot run. */
    static final String BROKEN = "wrk.fake.broken";

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Set<String> settingKeys() {
        return Set.of(BROKEN);
    }

    @Override
    public Optional<String> unavailable(Settings settings) {
        return settings.find(BROKEN).map(setting -> setting.value() + " is broken. Mend it.");
    }

    @Override
    public void testsEnded() {
        LOG_OF_ENDS.add("tests ended after " + LOG);
    }

    @Override
    public WorkloadRuntime create(Settings settings) {
        return new WorkloadRuntime() {
            @Override
            public List<String> problems(WorkloadSpec spec) {
                return spec.url().getPath().equals("/impossible")
                        ? List.of("the fake runtime cannot do this. Use another.")
                        : List.of();
            }

            @Override
            public String again(WorkloadSpec spec) {
                return "fake " + spec.url();
            }

            @Override
            public Worker launch(WorkerPlan plan, WorkerListener listener) {
                return new FakeWorker(plan, listener);
            }

            @Override
            public void close() {}
        };
    }
}
