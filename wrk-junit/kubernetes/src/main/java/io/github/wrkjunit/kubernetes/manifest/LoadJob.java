// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.wrkjunit.runtime.WorkerPlan;
import java.util.List;
import java.util.Optional;

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

    private LoadJob() {}

    /**
     * The Job of the plan's worker.
     *
     * @throws IllegalArgumentException with one sentence, if the script or the template cannot be used
     */
    public static LoadJob of(WorkerPlan plan, JobOptions options, JobIdentity identity) {
        throw new UnsupportedOperationException();
    }

    /** The Job, suspended. */
    public Job job() {
        throw new UnsupportedOperationException();
    }

    /** The ConfigMaps with the scripts, owned by the Job as the cluster knows it; none for a load that needs no files. */
    public List<ConfigMap> configMaps(Job created) {
        throw new UnsupportedOperationException();
    }

    /** The Secret with the load's secrets, owned by the Job as the cluster knows it; empty for a load without secrets. */
    public Optional<Secret> secret(Job created) {
        throw new UnsupportedOperationException();
    }

    /** All that has to be created before the Job is resumed. */
    public List<HasMetadata> owned(Job created) {
        throw new UnsupportedOperationException();
    }

    /** The name of the container whose end is the end of the load. */
    public String container() {
        throw new UnsupportedOperationException();
    }

    /** What the wrapper's events carry, so that a script's output cannot be taken for one; empty without a wrapper. */
    public Optional<String> nonce() {
        throw new UnsupportedOperationException();
    }

    /** What a reader of the report should know about the Job, each a whole sentence: what was changed in a template, what is not measured. */
    public List<String> notes() {
        throw new UnsupportedOperationException();
    }

    /** The objects as {@code kubectl apply -f -} takes them, secrets and environment values hidden. */
    public String yaml() {
        throw new UnsupportedOperationException();
    }

    /** The command that offers the worker's load by hand, one line, secrets hidden. */
    public String command() {
        throw new UnsupportedOperationException();
    }
}
