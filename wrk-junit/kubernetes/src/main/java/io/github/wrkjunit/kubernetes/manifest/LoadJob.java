// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.runtime.ScriptFile;
import io.github.wrkjunit.runtime.WorkShare;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The Job of one worker and everything that belongs to it. Talks to no cluster. Immutable.
 *
 * <p>The order that leaves nothing behind: create {@link #job()}, which is suspended; create {@link #owned} of what the
 * cluster has answered; then resume the Job.
 */
public final class LoadJob {

    /**
     * The annotation of the pod template that holds the common start of several workers, whole seconds since 1970. It may be
     * set as long as the Job is suspended and has never run; without it a pod begins as soon as it can.
     */
    public static final String START = "wrk-junit.github.io/start";

    /** The working directory in the pod where one is needed that can be written. */
    static final String FOLDER = "/wrk-junit";

    private final Job job;
    private final String container;
    private final OwnedObjects owned;
    private final Optional<String> nonce;
    private final List<String> notes;
    private final String command;

    private LoadJob(
            JobAssembly assembly, OwnedObjects owned, Optional<String> nonce, List<String> notes, String command) {
        this.job = assembly.job();
        this.container = assembly.container();
        this.owned = owned;
        this.nonce = nonce;
        this.notes = List.copyOf(notes);
        this.command = command;
    }

    /**
     * The Job of the plan's worker.
     *
     * @throws InvalidSpecException if the load breaks the {@link StockRules}
     * @throws IllegalArgumentException with one sentence, if the script or the template cannot be used
     */
    public static LoadJob of(WorkerPlan plan, JobOptions options, JobIdentity identity) {
        return of(
                plan.spec(),
                plan.worker(),
                plan.workers(),
                plan.script().map(ScriptFile::path),
                options,
                identity,
                UUID.randomUUID().toString());
    }

    /**
     * The Job of a load with one worker, for those who create it themselves.
     *
     * @param spec the load; its script's name is for people, the file is given by the next
     * @param script the script's file; empty for plain GET requests
     * @param options everything else about the Job
     * @param identity where it lives and what it is called
     * @throws InvalidSpecException if the load breaks the {@link StockRules}
     * @throws IllegalArgumentException with one sentence, if the script or the template cannot be used
     */
    public static LoadJob of(WorkloadSpec spec, Optional<Path> script, JobOptions options, JobIdentity identity) {
        return of(spec, 0, 1, script, options, identity, UUID.randomUUID().toString());
    }

    static LoadJob of(
            WorkloadSpec spec,
            int worker,
            int workers,
            Optional<Path> script,
            JobOptions options,
            JobIdentity identity,
            String nonce) {
        List<String> problems = StockRules.problems(spec, options);
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        List<String> notes = new ArrayList<>();
        JobAssembly assembly = new JobAssembly(requireNonNull(options, "options"), notes::add);
        Optional<ScriptFiles> scripts = script.map(path -> ScriptFiles.of(path, options.files()));
        List<String> companions = scripts.map(ScriptFiles::companions).orElse(List.of());
        Measuring measuring = Measuring.of(spec, workers, companions, options.wrapper());
        notes.addAll(measuring.notes());
        boolean series = measuring.mode() == WrapperMode.SERIES;
        boolean wrapped = measuring.mode() != WrapperMode.NONE;

        Map<String, byte[]> files =
                new TreeMap<>(scripts.map(ScriptFiles::contents).orElse(Map.of()));
        Optional<String> userScript = scripts.map(found -> ScriptFiles.FOLDER + "/" + found.main());
        Optional<String> wrkScript = userScript;
        if (wrapped) {
            String name = Wrapper.freeName(files.keySet());
            files.put(name, Wrapper.content());
            wrkScript = Optional.of(ScriptFiles.FOLDER + "/" + name);
        }
        Optional<ScriptVolume> volume =
                files.isEmpty() ? Optional.empty() : Optional.of(ScriptVolume.of(identity.name() + "-scripts", files));

        assembly.options();
        assembly.identity(identity);
        assembly.life(spec.duration());
        if (series) {
            assembly.folder();
        } else if (!companions.isEmpty() && !assembly.hasFolder()) {
            assembly.workingDirectory(ScriptFiles.FOLDER);
        }
        volume.ifPresent(all -> assembly.scripts(all, series ? companions : List.of()));

        String secretName = identity.name() + "-secrets";
        PodVariables variables = new PodVariables(secretName, assembly.variables());
        options.environment().forEach(variables::user);
        if (!companions.isEmpty() && !variables.has("LUA_PATH")) {
            variables.own("LUA_PATH", ScriptFiles.FOLDER + "/?.lua;" + ScriptFiles.FOLDER + "/?/init.lua;;");
        }
        if (wrapped) {
            userScript.ifPresent(path -> variables.own("WRAP_SCRIPT", path));
            variables.own(series ? "WRAP_SERIES" : "WRAP_STATUS", "1");
            variables.own("WRAP_NONCE", nonce);
            variables.own("WRAP_TERM", "1");
            spec.seed().ifPresent(seed -> variables.own("WRAP_SEED", Long.toString(seedOf(seed, worker))));
            if (workers > 1) {
                variables.annotation("WRAP_START", START);
            }
        }
        StockCommand command = StockCommand.ofWorker(spec, worker, workers);
        assembly.command(command.arguments(wrkScript, series).stream()
                .map(variables::word)
                .toList());
        assembly.variables(variables.variables());
        return new LoadJob(
                assembly,
                new OwnedObjects(assembly.job().getMetadata(), volume, secretName, variables.secrets()),
                wrapped ? Optional.of(nonce) : Optional.empty(),
                notes,
                command.byHand());
    }

    /** The command that offers the whole load by hand, one line, secrets hidden. */
    public static String command(WorkloadSpec spec) {
        return StockCommand.ofLoad(spec).byHand();
    }

    /** The Job, suspended. */
    public Job job() {
        return Serialization.clone(job);
    }

    /** The ConfigMaps with the scripts, owned by the Job as the cluster knows it; none for a load that needs no files. */
    public List<ConfigMap> configMaps(Job created) {
        return owned.configMaps(created);
    }

    /** The Secret with the load's secrets, owned by the Job as the cluster knows it; empty for a load without secrets. */
    public Optional<Secret> secret(Job created) {
        return owned.secret(created);
    }

    /** All that has to be created before the Job is resumed. */
    public List<HasMetadata> owned(Job created) {
        List<HasMetadata> all = new ArrayList<>(configMaps(created));
        secret(created).ifPresent(all::add);
        return all;
    }

    /** The name of the container whose end is the end of the load. */
    public String container() {
        return container;
    }

    /** What the wrapper's events carry, so that a script's output cannot be taken for one; empty without a wrapper. */
    public Optional<String> nonce() {
        return nonce;
    }

    /** What a reader of the report should know about the Job, each a whole sentence: what was changed in a template, what is not measured. */
    public List<String> notes() {
        return notes;
    }

    /**
     * The objects as {@code kubectl apply -f -} takes them; the Job is not suspended and owns nothing. Secrets and environment
     * values are hidden, and a comment at the top names them.
     */
    public String yaml() {
        return new DryRun(job, owned).text();
    }

    /** The command that offers the worker's load by hand, one line, secrets hidden. */
    public String command() {
        return command;
    }

    /** srand takes 32 bits, and 0 is the same as 1 to it: 31 bits of the worker's seed, at least 1. */
    private static long seedOf(long seed, int worker) {
        return Math.max(1, WorkShare.seed(seed, worker) >>> 33);
    }
}
