// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why a container that has not started will not start, however long one waits. Stateless. */
final class StartCause {

    /** The first word of an engine whose jars are mounted. */
    static final String JAVA = "java";

    /** The kubelet tries to mount at once, after 0.5 s and after another second: then it has lasted. */
    private static final int LASTING_MOUNTS = 3;

    private static final Set<String> PULL = Set.of("ErrImagePull", "ImagePullBackOff");
    private static final Set<String> NEVER_STARTS =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError", "CrashLoopBackOff");

    private StartCause() {}

    /** The cause; empty if it runs, or may still start. */
    static Optional<Cause> of(WatchedContainer seen) {
        if (seen.isRunning()) {
            return Optional.empty();
        }
        if (!seen.hasPod()) {
            return CreationCause.of(seen);
        }
        return seen.waiting()
                .flatMap(waiting -> waiting(seen, waiting))
                .or(() -> waitingInit(seen))
                .or(() -> failedInit(seen))
                .or(() -> NodeWait.cause(seen))
                .or(() -> unmounted(seen));
    }

    /** An init container that has failed in a pod that does not begin it again. */
    static Optional<Cause> failedInit(WatchedContainer seen) {
        boolean over = "Failed".equals(seen.podStatus(PodStatus::getPhase));
        return seen.initContainers().stream()
                .filter(status -> over && status.getState() != null)
                .filter(status -> status.getState().getTerminated() != null)
                .filter(status -> status.getState().getTerminated().getExitCode() != 0)
                .findFirst()
                .map(status -> new Cause(
                        "cannot start: its init container " + status.getName() + " ended with exit code "
                                + status.getState().getTerminated().getExitCode() + ".",
                        "Look at that container's log, or take it out of the template."));
    }

    /** An init container that cannot start; its image is the template's, or that of whoever injects it. */
    private static Optional<Cause> waitingInit(WatchedContainer seen) {
        for (ContainerStatus status : seen.initContainers()) {
            ContainerState state = status.getState();
            ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
            String reason = waiting == null || waiting.getReason() == null ? "" : waiting.getReason();
            boolean image =
                    PULL.contains(reason) || reason.equals("ErrImageNeverPull") || reason.equals("InvalidImageName");
            if (waiting != null && (image || NEVER_STARTS.contains(reason))) {
                return Optional.of(new Cause(
                        "cannot start: its init container " + status.getName() + " waits (" + reason + "): "
                                + seen.quote().sentence(waiting.getMessage()),
                        image
                                ? "Correct the image \"" + status.getImage()
                                        + "\" of that container, in the template of the Job or"
                                        + " where the cluster adds it, or load it into the node."
                                : "Correct what the node names in that container, in the template of the Job or where the cluster adds"
                                        + " it."));
            }
        }
        return Optional.empty();
    }

    /** The setting that names the image of the container: for an engine, whose jars are mounted, that of its Java runtime. */
    private static String setting(WatchedContainer seen) {
        boolean engine = seen.words().stream().findFirst().filter(JAVA::equals).isPresent();
        return engine ? "wrk.kubernetes.engine.base" : "wrk.kubernetes.image";
    }

    private static Optional<Cause> waiting(WatchedContainer seen, ContainerStateWaiting waiting) {
        String reason = waiting.getReason() == null ? "" : waiting.getReason();
        String image = seen.spec().map(Container::getImage).orElse("");
        String policy = seen.spec().map(Container::getImagePullPolicy).orElse("");
        if (reason.equals("ErrImageNeverPull")) {
            return Optional.of(new Cause(
                    "cannot start: its image \"" + image
                            + "\" is not on the node, and its pull policy Never forbids to pull it.",
                    "Load it into the node, set wrk.kubernetes.image.pull.policy to IfNotPresent, or set "
                            + setting(seen) + " to an image that is there."));
        }
        if (reason.equals("InvalidImageName")) {
            return Optional.of(new Cause(
                    "cannot start: \"" + image + "\" is no name of an image.",
                    "Correct " + setting(seen) + ", such as registry.example/wrk2:1."));
        }
        if (PULL.contains(reason)) {
            return Optional.of(new Cause(
                    "cannot start: its image \"" + image + "\" cannot be pulled: "
                            + seen.quote().sentence(lastWords(waiting)),
                    (policy.equals("Always")
                                    ? "Its pull policy is Always, so that an image on the node does not help: set"
                                            + " wrk.kubernetes.image.pull.policy to IfNotPresent, or "
                                    : "Load it into the node, or ")
                            + "set " + setting(seen) + " to an image that the cluster can pull, with"
                            + " wrk.kubernetes.image.pull.secrets if its registry asks for a login."));
        }
        if (NEVER_STARTS.contains(reason)) {
            String message = String.valueOf(waiting.getMessage());
            boolean root = message.contains("runAsNonRoot");
            boolean named = root && message.contains("non-numeric user");
            return Optional.of(new Cause(
                    "cannot start (" + reason + "): " + seen.quote().sentence(waiting.getMessage()),
                    named
                            ? "Set runAsUser to the number of that user, in wrk.kubernetes.security.container: the node cannot tell by"
                                    + " a name whether it is root."
                            : root
                                    ? "Set runAsUser, such as 65534, in wrk.kubernetes.security.container: the image's own user is root."
                                    : "Correct what the node names, in the settings or in the template of the Job."));
        }
        return Optional.empty();
    }

    /** What the runtime says at the end of a long way, such as {@code not found}; all of it stands in the container's line. */
    private static String lastWords(ContainerStateWaiting waiting) {
        String words = String.valueOf(waiting.getMessage()).strip();
        return words.substring(words.lastIndexOf(": ") + 1).strip();
    }

    /** Only what was not found, and only when it lasts: a mount that fails otherwise heals in a second or two. */
    private static Optional<Cause> unmounted(WatchedContainer seen) {
        List<Event> failed = seen.events("Pod", "FailedMount").stream()
                .filter(event -> String.valueOf(event.getMessage()).strip().endsWith(" not found"))
                .toList();
        if (EventLines.times(failed) < LASTING_MOUNTS) {
            return Optional.empty();
        }
        return Optional.of(new Cause(
                "cannot start: "
                        + seen.quote().sentence(failed.get(failed.size() - 1).getMessage()),
                "Create it in this namespace before the run, or correct its name in the template of the Job."));
    }
}
