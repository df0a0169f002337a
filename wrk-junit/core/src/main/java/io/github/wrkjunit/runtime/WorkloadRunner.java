// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Offers loads and reports on them. Thread-safe; holds nothing open between runs.
 *
 * <p>Everything that is wrong with a load is told at once, in one {@link io.github.wrkjunit.spec.InvalidSpecException}, before
 * anything starts; a run that fails throws {@link WorkloadException}.
 */
public final class WorkloadRunner {

    private final Preparation preparation;
    private final WorkloadSpec.Builder defaults;
    private final Consumer<RunningWorkloads> onStart;

    private WorkloadRunner(Preparation preparation, WorkloadSpec.Builder defaults, Consumer<RunningWorkloads> onStart) {
        this.preparation = preparation;
        this.defaults = defaults;
        this.onStart = onStart;
    }

    /** A runner with the settings of this process and the evidence in {@code target/wrk-junit/<program>}. */
    public static WorkloadRunner create() {
        return builder().build();
    }

    /** A builder with the defaults of {@link #create}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The folder of all evidence: the setting {@code wrk.evidence}, {@code target/wrk-junit} by default. */
    public static Path evidenceRoot(Settings settings) {
        return Path.of(settings.find(KnownSettings.EVIDENCE).map(Setting::value).orElse("target/wrk-junit"));
    }

    /** Runs the load to its end. */
    public WorkloadReport run(WorkloadSpec spec) {
        try (RunningWorkload running = start(spec)) {
            return running.await();
        }
    }

    /** Runs a load to its end that is described on top of the runner's defaults. */
    public WorkloadReport run(Consumer<WorkloadSpec.Builder> spec) {
        try (RunningWorkload running = start(spec)) {
            return running.await();
        }
    }

    /** Starts the load and returns once all of its workers have begun. */
    public RunningWorkload start(WorkloadSpec spec) {
        return startSingle(spec.toBuilder());
    }

    /** Starts a load that is described on top of the runner's defaults, as {@link #start(WorkloadSpec)}. */
    public RunningWorkload start(Consumer<WorkloadSpec.Builder> spec) {
        WorkloadSpec.Builder builder = defaults.copy().origin(Origin.PROGRAM);
        spec.accept(builder);
        return startSingle(builder);
    }

    /**
     * Checks loads that shall run at the same time: applies the settings, finds scripts and runtime, starts nothing. The
     * runner's defaults are not applied.
     *
     * @throws io.github.wrkjunit.spec.InvalidSpecException with everything that is wrong
     */
    public PreparedWorkloads prepare(List<WorkloadSpec.Builder> loads) {
        return preparation.prepare(loads).onStart(onStart);
    }

    private RunningWorkload startSingle(WorkloadSpec.Builder load) {
        return prepare(List.of(load)).start().only();
    }

    /** Configures a runner; one thread at a time. */
    public static final class Builder {

        private Settings settings = Settings.ofProcess();
        private @Nullable String runtime;
        private Origin runtimeOrigin = Origin.PROGRAM;
        private WorkloadSpec.Builder defaults = WorkloadSpec.builder();
        private String place = "";
        private @Nullable Path evidence;
        private Consumer<String> progress = line -> {};
        private Consumer<RunningWorkloads> onStart = running -> {};
        private @Nullable ClassLoader classLoader;
        private Surroundings surroundings = Surroundings.ofSystem();

        private Builder() {}

        /** Sets the settings; those of the process by default. */
        public Builder settings(Settings settings) {
            this.settings = requireNonNull(settings, "settings");
            return this;
        }

        /** Names the runtime, as an annotation does; the setting {@code wrk.runtime} wins. */
        public Builder runtime(String name, Origin origin) {
            this.runtime = requireNonNull(name, "name");
            this.runtimeOrigin = requireNonNull(origin, "origin");
            return this;
        }

        /** Sets what {@link WorkloadRunner#run(Consumer)} and {@link WorkloadRunner#start(Consumer)} build upon; nothing by default. */
        public Builder defaults(WorkloadSpec.Builder defaults) {
            this.defaults = defaults.copy();
            return this;
        }

        /** Sets what every message begins with, such as {@code CheckoutTest.p99()}; nothing by default. */
        public Builder place(String place) {
            this.place = requireNonNull(place, "place");
            return this;
        }

        /**
         * Sets the folder of the evidence; that of a load is {@code <folder>/<load name>}, or the same with {@code -2},
         * {@code -3} and so on if this process has made that already. What an ended process has left there is renamed to
         * {@code <load name>@<time>}.
         */
        public Builder evidence(Path folder) {
            this.evidence = requireNonNull(folder, "folder");
            return this;
        }

        /** Sets who is told every few seconds how a run goes, one line at a time; nobody by default. */
        public Builder progress(Consumer<String> lines) {
            this.progress = requireNonNull(lines, "lines");
            return this;
        }

        /** Sets who is given all loads that have begun, to end those that are left running; nobody by default. */
        public Builder onStart(Consumer<RunningWorkloads> listener) {
            this.onStart = requireNonNull(listener, "listener");
            return this;
        }

        /** Sets where runtimes and scripts are found; the thread's context class loader by default. */
        public Builder classLoader(ClassLoader loader) {
            this.classLoader = requireNonNull(loader, "loader");
            return this;
        }

        /** The runner. */
        public WorkloadRunner build() {
            ClassLoader context = Thread.currentThread().getContextClassLoader();
            ClassLoader loader = classLoader != null
                    ? classLoader
                    : context != null ? context : WorkloadRunner.class.getClassLoader();
            Path folder = evidence != null ? evidence : evidenceRoot(settings).resolve(program());
            Preparation preparation = new Preparation(
                    settings,
                    Optional.ofNullable(runtime),
                    runtimeOrigin,
                    place,
                    folder,
                    progress,
                    loader,
                    surroundings);
            return new WorkloadRunner(preparation, defaults.copy(), onStart);
        }

        Builder surroundings(Surroundings surroundings) {
            this.surroundings = surroundings;
            return this;
        }

        /** What this process runs: the simple name of its main class, or its jar's name. */
        private static String program() {
            String[] command = System.getProperty("sun.java.command", "program").split(" ", 2);
            String main = command[0].substring(command[0].lastIndexOf('/') + 1);
            return DiskName.of(main.endsWith(".jar") ? main : main.substring(main.lastIndexOf('.') + 1));
        }
    }
}
