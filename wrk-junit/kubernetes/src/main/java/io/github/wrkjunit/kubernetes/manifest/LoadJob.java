// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.report.export.EventNonce;
import io.github.wrkjunit.runtime.ScriptFile;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Job of one worker and everything that belongs to it. Talks to no cluster. Immutable.
 *
 * <p>The order that leaves nothing behind: create {@link #job()}, which is suspended; create {@link #owned} of what the
 * cluster has answered; then resume the Job.
 */
public final class LoadJob {

    /**
     * The annotation of the pod template that holds the common start of several pods, whole seconds since 1970. It may be
     * set as long as the Job is suspended and has never run; without it a pod begins as soon as it can.
     */
    public static final String START = "wrk-junit.github.io/start";

    private final Composed composed;
    private final List<String> notes;
    private final Engine engine;
    private final boolean shares;

    private LoadJob(Composed composed, EngineChoice choice, boolean shares) {
        this.composed = composed;
        this.shares = shares;
        engine = choice.engine();
        notes = Stream.concat(choice.note().stream(), composed.notes().stream()).toList();
    }

    /**
     * The Job of the plan's worker.
     *
     * @param channel how an engine is told what nobody shall see; no matter for the stock image
     * @throws InvalidSpecException if the load breaks the {@link StockRules} or {@link EngineRules}
     * @throws IllegalArgumentException with one sentence, if the script or the template cannot be used
     */
    public static LoadJob of(WorkerPlan plan, JobOptions options, JobIdentity identity, EngineInput.Channel channel) {
        return of(
                plan.spec(),
                plan.worker(),
                plan.workers(),
                plan.script().map(ScriptFile::path),
                options,
                identity,
                EventNonce.random().value(),
                channel);
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
        return of(spec, 0, 1, script, options, identity, EventNonce.random().value(), EngineInput.Channel.SECRET);
    }

    static LoadJob of(
            WorkloadSpec spec,
            int worker,
            int workers,
            Optional<Path> script,
            JobOptions options,
            JobIdentity identity,
            String nonce,
            EngineInput.Channel channel) {
        EngineChoice choice = EngineChoice.of(spec, options);
        if (!choice.problems().isEmpty()) {
            throw new InvalidSpecException(choice.problems());
        }
        Composed composed = choice.engine() == Engine.STOCK
                ? new Composition(spec, worker, workers, script, options, identity, nonce).composed()
                : new EngineComposition(
                                spec, worker, workers, script, options, identity, EngineInput.of(nonce, spec), channel)
                        .composed();
        return new LoadJob(composed, choice, workers > 1);
    }

    /** The command that offers the whole load by hand, one line, secrets hidden. */
    public static String command(WorkloadSpec spec, JobOptions options) {
        return EngineChoice.of(spec, options).engine() == Engine.STOCK
                ? StockCommand.ofLoad(spec).byHand()
                : EngineComposition.byHand(spec);
    }

    /** The Job, suspended. */
    public Job job() {
        return Serialization.clone(composed.job());
    }

    /** The ConfigMaps with the scripts, owned by the Job as the cluster knows it; none for a load that needs no files. */
    public List<ConfigMap> configMaps(Job created) {
        return composed.owned().configMaps(created);
    }

    /** The Secret with the load's secrets, owned by the Job as the cluster knows it; empty for a load without secrets. */
    public Optional<Secret> secret(Job created) {
        return composed.owned().secret(created);
    }

    /**
     * The immutable ConfigMaps with the jars of an engine that is not in the image, owned by the Job as the cluster knows it. All
     * Jobs of a run have the same: one that is there already gets this Job as a further owner.
     */
    public List<ConfigMap> jarMaps(Job created) {
        return composed.owned().jarMaps(created);
    }

    /** Whether there are {@link #configMaps} or {@link #jarMaps}. */
    public boolean hasFiles() {
        return composed.owned().scripts().isPresent() || composed.owned().jars().isPresent();
    }

    /** Whether other Jobs of the run may have made {@link #jarMaps} before. */
    public boolean sharesJars() {
        return shares && composed.owned().jars().isPresent();
    }

    /** The program that offers the load: {@link Engine#STOCK} or {@link Engine#WRK_JUNIT}. */
    public Engine engine() {
        return engine;
    }

    /** What has to be written to the container's standard input first; empty if nothing is read there. */
    public Optional<EngineInput> input() {
        return composed.input();
    }

    /** Whether there is a {@link #secret}. */
    public boolean hasSecret() {
        return !composed.owned().secrets().isEmpty();
    }

    /** All that has to be created before the Job is resumed. */
    public List<HasMetadata> owned(Job created) {
        List<HasMetadata> all = new ArrayList<>(jarMaps(created));
        all.addAll(ownedAlone(created));
        return all;
    }

    /** Less what other Jobs may own as well, the {@link #jarMaps}. */
    public List<HasMetadata> ownedAlone(Job created) {
        List<HasMetadata> all = new ArrayList<>(configMaps(created));
        secret(created).ifPresent(all::add);
        return all;
    }

    /** The name of the container whose end is the end of the load. */
    public String container() {
        return composed.container();
    }

    /** What the wrapper's events carry, so that a script's output cannot be taken for one; empty without a wrapper. */
    public Optional<String> nonce() {
        return composed.nonce();
    }

    /**
     * Values that must not be shown or kept wherever they turn up, such as in what a script prints: secrets, and values of the
     * user's environment of four characters or more that are no numbers.
     */
    public List<String> secrets() {
        return composed.owned().values();
    }

    /** What a reader of the report should know about the Job, each a whole sentence: what was changed in a template, what is not measured. */
    public List<String> notes() {
        return notes;
    }

    /**
     * The objects as {@code kubectl apply -f -} takes them. The Job is not suspended, and holds the scripts itself if they are
     * text and small enough, so that they go with it. What it cannot hold outlives it. Secrets and environment values are hidden.
     * Comments at the top say all of this.
     */
    public String yaml() {
        return new DryRun(composed.job(), composed.container(), composed.owned()).text();
    }

    /** The command that offers the worker's load by hand, one line, secrets hidden. */
    public String command() {
        return composed.command();
    }
}
