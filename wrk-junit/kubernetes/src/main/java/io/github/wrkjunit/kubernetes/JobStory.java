// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.wrkjunit.kubernetes.diagnosis.FailurePlace;
import io.github.wrkjunit.kubernetes.diagnosis.JobFailure;
import io.github.wrkjunit.kubernetes.diagnosis.JobState;
import io.github.wrkjunit.kubernetes.diagnosis.LoadContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is told of one Job to those who wait for it. One thread at a time. */
final class JobStory {

    private static final Duration LONG_WAIT = Duration.ofSeconds(10);

    private final FailurePlace place;
    private final LoadContainer container;
    private final String load;
    private final boolean first;
    private final List<String> notes;
    private final Duration patience;
    private String told = "";
    private String longWait = "";

    /**
     * The story of a Job.
     *
     * @param place where it is
     * @param container the container that offers the load
     * @param load the name of the load
     * @param first whether it is the first of its run, for which the commands to watch are told
     * @param notes what a reader should know of the Job
     */
    JobStory(FailurePlace place, LoadContainer container, String load, boolean first, List<String> notes) {
        this(place, container, load, first, notes, LONG_WAIT);
    }

    /** The same with another time after which a wait is a long one. */
    JobStory(
            FailurePlace place,
            LoadContainer container,
            String load,
            boolean first,
            List<String> notes,
            Duration patience) {
        this.patience = patience;
        this.place = place;
        this.container = container;
        this.load = load;
        this.first = first;
        this.notes = List.copyOf(notes);
    }

    LoadContainer container() {
        return container;
    }

    /** What a reader of the report should know of the Job, each a whole sentence. */
    List<String> warnings() {
        return notes;
    }

    /** How to watch the Job from a shell; once in a run. */
    List<String> watching() {
        List<String> lines = new ArrayList<>();
        if (first) {
            lines.add(load + ": Job " + place.job() + " in namespace " + place.namespace() + "; to watch it:");
            place.watching().forEach(command -> lines.add("  " + command));
        }
        return lines;
    }

    /** What it waits for, when that is news. */
    Optional<String> progress(JobState state) {
        return state instanceof JobState.Waiting waiting ? news("waits for " + waiting.what()) : Optional.empty();
    }

    /** What it has waited for so long that also those should know who watch no progress; empty if that is no news. */
    Optional<String> longWait(JobState state, Duration waited) {
        if (!(state instanceof JobState.Waiting waiting)
                || waited.compareTo(patience) < 0
                || waiting.what().equals(longWait)) {
            return Optional.empty();
        }
        longWait = waiting.what();
        return Optional.of(load + ": Job " + place.job() + " in namespace " + place.namespace() + " has waited "
                + waited.toSeconds() + " s, now for " + waiting.what());
    }

    /** That the cluster does not answer, when that is news. */
    Optional<String> progress(KubernetesClientException failure) {
        return news("the API server does not answer: " + failure.getMessage());
    }

    String failure(JobFailure failure) {
        return failure.message(place);
    }

    /** That there is nothing to report, because the load was ended before it began. */
    String neverStarted() {
        return "Job " + place.job() + " in namespace " + place.namespace()
                + " was stopped before its container started, so nothing was measured. Wait until the load runs before"
                + " you stop it, such as with RunningWorkload.awaitElapsed.";
    }

    String kept() {
        return load + ": Job " + place.job() + " in namespace " + place.namespace()
                + " is kept until its time to live is over, as " + KubernetesSettings.KEEP + " asks.";
    }

    private Optional<String> news(String text) {
        if (text.equals(told)) {
            return Optional.empty();
        }
        told = text;
        return Optional.of(load + ": " + text);
    }
}
