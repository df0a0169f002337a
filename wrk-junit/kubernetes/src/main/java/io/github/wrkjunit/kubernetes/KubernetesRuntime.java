// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.diagnosis.FailurePlace;
import io.github.wrkjunit.kubernetes.diagnosis.LoadContainer;
import io.github.wrkjunit.kubernetes.manifest.Engine;
import io.github.wrkjunit.kubernetes.manifest.EngineChoice;
import io.github.wrkjunit.kubernetes.manifest.EngineInput;
import io.github.wrkjunit.kubernetes.manifest.JobIdentity;
import io.github.wrkjunit.kubernetes.manifest.JobOptions;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.runtime.ScriptFile;
import io.github.wrkjunit.runtime.Shell;
import io.github.wrkjunit.runtime.Worker;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Workers are Jobs in a cluster. Connects when the first is launched: then asks for its rights and, once there is a Job, looks
 * for what earlier runs have left. Thread-safe.
 */
final class KubernetesRuntime implements WorkloadRuntime {

    private static final System.Logger LOGGER = System.getLogger(KubernetesRuntime.class.getName());

    /** As long as the core waits for the report of a load that the end of the JVM stops; both hooks run at the same time. */
    private static final Duration LAST_REPORT = Duration.ofSeconds(5);

    private final KubernetesSettings settings;
    private final Supplier<Cluster> cluster;
    private final Optional<String> noCluster;
    private final RunNames names;
    private final CommonStart start = new CommonStart();
    private final List<JobWorker> workers = new ArrayList<>();
    private @Nullable Connection connection;
    private @Nullable Thread atExit;
    private boolean closed;

    /** The way into the cluster, once it is known. */
    private record Connection(ClusterCalls calls, String namespace, AccessCheck access, List<String> kubectlOptions) {}

    KubernetesRuntime(
            KubernetesSettings settings, Supplier<Cluster> cluster, Optional<String> noCluster, RunNames names) {
        this.noCluster = noCluster;
        this.settings = settings;
        this.cluster = cluster;
        this.names = names;
    }

    @Override
    public List<String> problems(WorkloadSpec spec) {
        List<String> problems =
                new ArrayList<>(EngineChoice.of(spec, settings.options()).problems());
        noCluster.ifPresent(problems::add);
        return problems;
    }

    @Override
    public List<String> warnings(WorkloadSpec spec) {
        return EngineChoice.of(spec, settings.options()).note().stream().toList();
    }

    @Override
    public String again(WorkloadSpec spec) {
        return LoadJob.command(spec, settings.options());
    }

    /**
     * The objects of the evidence, made anew: what is left of the load's own Job would only be left as it is by
     * {@code kubectl apply}. The program's command runs in the pod only, and there its script has no such name.
     */
    @Override
    public String again(WorkloadSpec spec, Optional<ScriptFile> script, Path folder) {
        if (EngineChoice.of(spec, settings.options()).engine() != Engine.STOCK) {
            return again(spec); // its jars are not in the evidence
        }
        List<String> words = new ArrayList<>(List.of("kubectl"));
        words.addAll(kubectlOptions());
        words.addAll(List.of("replace", "--force"));
        for (int worker = 0; worker < spec.workers(); worker++) {
            Path own = spec.workers() == 1 ? folder : folder.resolve("worker-" + worker);
            words.addAll(List.of("-f", own.resolve("job.yaml").toString()));
        }
        String command = Shell.join(words);
        return spec.headers().containsValue(Redaction.HIDDEN)
                        || spec.args().contains(Redaction.HIDDEN)
                        || !Redaction.text(spec.url().toString())
                                .equals(spec.url().toString())
                        || !settings.options().environment().isEmpty()
                ? command + " # after *** in it is replaced by what it hides"
                : command;
    }

    private List<String> kubectlOptions() {
        if (settings.dryRun()) {
            return settings.kubectlOptions();
        }
        try {
            return cluster.get().kubectlOptions();
        } catch (RuntimeException e) {
            return settings.kubectlOptions(); // the launch, which comes next, fails with the reason
        }
    }

    @Override
    public synchronized Worker launch(WorkerPlan plan, WorkerListener listener) {
        if (settings.dryRun()) {
            throw dryRun(plan, listener);
        }
        Connection cluster = connect();
        JobOptions options = settings.options();
        EngineInput.Channel channel = channel(plan.spec(), cluster, listener);
        if (options.engine() != Engine.AUTO || channel != EngineInput.Channel.ATTACHED) {
            return launch(plan, options, channel, listener);
        }
        JobOptions stock = options.toBuilder().engine(Engine.STOCK).build();
        return new EngineOrStock(
                listener,
                lines -> launch(plan, options, channel, lines),
                () -> launch(plan, stock, EngineInput.Channel.SECRET, listener));
    }

    private synchronized JobWorker launch(
            WorkerPlan plan, JobOptions options, EngineInput.Channel channel, WorkerListener listener) {
        boolean first = workers.isEmpty();
        Connection cluster = connect();
        LoadJob load = job(plan, cluster.namespace(), options, channel);
        check(cluster, load);
        JobOutput output = JobOutput.of(load);
        JobStory story = new JobStory(
                new FailurePlace(
                        cluster.namespace(),
                        load.job().getMetadata().getName(),
                        cluster.kubectlOptions(),
                        load.command()),
                new LoadContainer(load.container(), settings.scheduleLimit(), output.hidden()),
                plan.spec().name(),
                first,
                load.notes());
        JobWorker worker = new JobWorker(
                cluster.calls(),
                new JobObjects(cluster.calls(), load),
                output,
                story,
                start,
                settings.keep(),
                load.input()
                        .map(input ->
                                new PodInput(input.text(), PodInput.attaching(cluster.calls(), load.container()))),
                listener,
                longWaits(settings));
        workers.add(worker);
        try {
            keep(load, plan.folder());
            worker.launch();
        } catch (RuntimeException e) {
            closeAfter(worker, e);
            throw e;
        }
        if (first) {
            reap(cluster, load, listener);
        }
        return worker;
    }

    @Override
    public void close() {
        Connection open;
        Thread hook;
        synchronized (this) {
            closed = true;
            open = connection;
            hook = atExit;
            connection = null;
            atExit = null;
        }
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // the JVM is ending: the hook runs, and closes the same
            }
        }
        if (open != null) {
            open.calls().close();
        }
    }

    private Connection connect() {
        Connection open = connection;
        if (closed) {
            throw new IllegalStateException("This runtime is closed.");
        }
        if (open == null) {
            Cluster reached = cluster.get();
            ClusterReach.problem(reached.config()).ifPresent(problem -> {
                throw new WorkloadException(problem);
            });
            String namespace = settings.namespace().orElseGet(() -> ClusterAccess.namespace(reached.config()));
            ClusterCalls calls = new ClusterCalls(reached.config());
            open = new Connection(calls, namespace, new AccessCheck(calls, namespace), reached.kubectlOptions());
            connection = open;
            deleteAtExit();
        }
        return open;
    }

    private static void check(Connection cluster, LoadJob load) {
        try {
            cluster.access().check(load);
        } catch (KubernetesClientException e) {
            throw unknownRights(cluster, e);
        }
    }

    private static WorkloadException unknownRights(Connection cluster, KubernetesClientException e) {
        return Refusals.exception(
                "tell the rights of this user in namespace " + cluster.namespace(), cluster.calls(), e);
    }

    private EngineInput.Channel channel(WorkloadSpec spec, Connection cluster, WorkerListener listener) {
        if (EngineChoice.of(spec, settings.options()).engine() == Engine.STOCK) {
            return EngineInput.Channel.SECRET;
        }
        try {
            if (cluster.access().mayAttach()) {
                return EngineInput.Channel.ATTACHED;
            }
        } catch (KubernetesClientException e) {
            throw unknownRights(cluster, e);
        }
        listener.note(spec.name() + ": the user of the kubeconfig may not get and create pods/attach in namespace "
                + cluster.namespace()
                + ". The load begins as soon as its pod runs, windows begin and end at whole seconds,"
                + " and RunningWorkload.stop() ends the pod.");
        return EngineInput.Channel.SECRET;
    }

    private LoadJob job(WorkerPlan plan, String namespace, JobOptions options, EngineInput.Channel channel) {
        try {
            return LoadJob.of(
                    plan,
                    options,
                    JobIdentity.of(
                            namespace,
                            names.run(),
                            names.test(plan.folder()),
                            names.user(),
                            plan.spec().name(),
                            plan.worker()),
                    channel);
        } catch (IllegalArgumentException e) {
            throw new WorkloadException(String.valueOf(e.getMessage()), e);
        }
    }

    private WorkloadException dryRun(WorkerPlan plan, WorkerListener listener) {
        LoadJob load = job(
                plan,
                settings.namespace()
                        .orElseGet(() -> ClusterAccess.namespace(cluster.get().config())),
                settings.options(),
                EngineInput.Channel.SECRET);
        keep(load, plan.folder());
        load.yaml().lines().forEach(listener::note);
        List<String> byHand = new ArrayList<>(List.of("kubectl"));
        byHand.addAll(settings.kubectlOptions());
        byHand.addAll(List.of("apply", "-f", plan.folder().resolve("job.yaml").toString()));
        return new WorkloadException("nothing was made, as " + KubernetesSettings.DRY_RUN
                + " asks. To make it by hand: " + Shell.join(byHand));
    }

    /** Keeps what was made beside the raw output; secrets are hidden in it. */
    private static void keep(LoadJob load, Path folder) {
        try {
            Path file = folder.resolve("job.yaml");
            Files.writeString(
                    Files.exists(file) ? folder.resolve("job-stock.yaml") : file, // beside that of an engine
                    load.yaml(),
                    UTF_8,
                    CREATE_NEW,
                    WRITE);
        } catch (IOException e) {
            throw new WorkloadException(
                    "job.yaml cannot be written into " + folder + ": " + e + ". Make the folder writable.", e);
        }
    }

    private void reap(Connection cluster, LoadJob own, WorkerListener listener) {
        String user = String.valueOf(own.job().getMetadata().getLabels().get(JobIdentity.USER));
        try {
            cluster.calls()
                    .executor()
                    .execute(
                            () -> Reaper.reap(cluster.calls(), cluster.namespace(), user, start.now(), listener::note));
        } catch (RejectedExecutionException e) {
            // this run is over already: the next one reaps
        }
    }

    /** Takes the long waits of a Job. */
    static Consumer<String> longWaits(KubernetesSettings settings) {
        return settings.quiet() ? line -> {} : line -> LOGGER.log(System.Logger.Level.INFO, line);
    }

    /** A JVM that is told to end runs no tests' clean-up. */
    private void deleteAtExit() {
        Thread hook = new Thread(() -> jvmEnds(LAST_REPORT), "wrk-exit-2");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            atExit = hook;
        } catch (IllegalStateException e) {
            throw new WorkloadException("The JVM is ending, so no load can begin.", e);
        }
    }

    /** Lets the loads that run report for as long as the limit, and deletes all Jobs; none is made after this. */
    void jvmEnds(Duration limit) {
        List<JobWorker> open;
        synchronized (this) { // a launch under way ends first
            closed = true;
            open = List.copyOf(workers);
        }
        long endNs = System.nanoTime() + limit.toNanos();
        try {
            for (JobWorker worker : open) {
                worker.awaitClosed(Duration.ofNanos(endNs - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // without a report, then
        }
        open.forEach(worker -> closeAfter(worker, new WorkloadException("the JVM ends")));
    }

    private static void closeAfter(JobWorker worker, RuntimeException failure) {
        try {
            worker.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
