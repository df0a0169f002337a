// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.runtime.Shell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a Job runs and what it runs, for messages. Immutable.
 *
 * @param namespace the Job's namespace
 * @param job the Job's name
 * @param kubectlOptions the options by which {@code kubectl} reaches the cluster, a word each; none if it does without
 * @param command the {@code wrk} command in one line, secrets redacted
 */
public record FailurePlace(String namespace, String job, List<String> kubectlOptions, String command) {

    /** Checks that nothing is null, and copies the list. */
    public FailurePlace {
        requireNonNull(namespace, "namespace");
        requireNonNull(job, "job");
        kubectlOptions = List.copyOf(kubectlOptions);
        requireNonNull(command, "command");
    }

    /** The {@code kubectl} commands to watch the Job while it runs, to be typed in a shell. */
    public List<String> watching() {
        return List.of(
                kubectl() + " get jobs,pods -l job-name=" + job + " -w",
                kubectl() + " logs -f job/" + job + " --all-containers");
    }

    /** The {@code kubectl} commands to look at what is left of a failed Job; one for the log if the container has started. */
    List<String> lookingFurther(Optional<String> pod, Optional<String> startedContainer) {
        String described = pod.map(name -> " pod/" + name).orElse("");
        List<String> commands = new ArrayList<>();
        commands.add(kubectl() + " describe job/" + job + described);
        startedContainer.ifPresent(container -> commands.add(kubectl() + " logs" + described + " -c " + container));
        commands.add(kubectl() + " get events --sort-by=.lastTimestamp");
        return commands;
    }

    private String kubectl() {
        List<String> words = new ArrayList<>(List.of("kubectl"));
        words.addAll(kubectlOptions);
        words.addAll(List.of("-n", namespace));
        return Shell.join(words);
    }
}
