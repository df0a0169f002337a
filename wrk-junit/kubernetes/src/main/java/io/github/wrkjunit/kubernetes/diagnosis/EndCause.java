// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;

/** Why a container that has ended has not ended well. The Job's own verdict does not count: it may call a whole run failed. Stateless. */
final class EndCause {

    /** What to do when something was deleted. */
    static final String WHO_DELETES =
            "Find out who deletes Jobs and pods or drains nodes while tests run, and run the test again.";

    private static final int KILLED = 137;
    private static final int TERMINATED = 143;
    private static final int NOT_STARTED = 128;

    private EndCause() {}

    /** The cause; empty if nothing speaks against its end. */
    static Optional<Cause> of(WatchedContainer seen) {
        int exitCode =
                seen.terminated().map(ContainerStateTerminated::getExitCode).orElse(0);
        if (exitCode == 0) {
            return LogCause.of(seen, exitCode).or(() -> unread(seen)).or(() -> silent(seen));
        }
        return outOfMemory(seen)
                .or(() -> notStarted(seen, exitCode))
                .or(() -> LossCause.evicted(seen))
                .or(() -> LossCause.deadline(seen))
                .or(() -> LogCause.of(seen, exitCode))
                .or(() -> hasReported(seen, exitCode)
                        ? Optional.empty()
                        : deleted(seen, exitCode).or(() -> Optional.of(unexplained(seen, exitCode))));
    }

    /** Why it was told to end, whatever its exit code; empty if nothing tells that it was. */
    static Optional<Cause> early(WatchedContainer seen) {
        return LossCause.deadline(seen).or(() -> LossCause.evicted(seen)).or(() -> deletion(seen)
                .map(how -> new Cause(how + " while the load ran.", WHO_DELETES)));
    }

    /** Whether it was told to end, as when its pod is deleted, and has reported what it had offered until then. */
    private static boolean hasReported(WatchedContainer seen, int exitCode) {
        return exitCode == TERMINATED && seen.view().log().report();
    }

    /** Nobody knows whether there was a report. */
    private static Optional<Cause> unread(WatchedContainer seen) {
        LogExcerpt log = seen.view().log();
        return log.problem()
                .filter(problem -> log.ended() && !log.report())
                .map(problem -> new Cause(
                        "ended with exit code 0, and its report was not read. "
                                + seen.quote().sentence(problem),
                        "See to it that the log can be read and its pod is left alone, and run the test again."));
    }

    private static Optional<Cause> silent(WatchedContainer seen) {
        boolean silent = seen.view().log().ended() && !seen.view().log().report();
        if (!silent) {
            return Optional.empty();
        }
        return early(seen)
                .or(
                        () -> Optional.of(
                                new Cause(
                                        "ended with exit code 0 and without a report.",
                                        "Is it a wrk2 that runs there, and does the script call os.exit? Look at the command and at the log.")));
    }

    private static Optional<Cause> outOfMemory(WatchedContainer seen) {
        if (!seen.endReason().equals("OOMKilled")) {
            return Optional.empty();
        }
        String script = "mend the script: a script that keeps what it receives grows without end.";
        return seen.spec()
                .map(Container::getResources)
                .map(resources -> resources.getLimits())
                .map(limits -> limits.get("memory"))
                .map(Quantity::toString)
                .map(memory -> new Cause(
                        "was killed because it needed more memory than its limit of " + memory + " allows.",
                        "Raise memory in wrk.kubernetes.limits, or " + script))
                .or(() -> Optional.of(new Cause(
                        "was killed because memory ran out. It has no limit of its own, so it was that of its node or pod.",
                        "Ask for memory in wrk.kubernetes.requests, so that it runs where there is enough, or "
                                + script)));
    }

    private static Optional<Cause> notStarted(WatchedContainer seen, int exitCode) {
        String reason = seen.endReason();
        boolean notStarted = reason.equals("StartError")
                || reason.equals("ContainerCannotRun")
                || (exitCode == NOT_STARTED && !reason.equals("Error"));
        String message =
                seen.terminated().map(ContainerStateTerminated::getMessage).orElse("");
        boolean missing =
                message.contains("executable file not found") || message.contains("no such file or directory");
        return notStarted
                ? Optional.of(
                        new Cause(
                                "could not start its command (" + reason + "): "
                                        + seen.quote().sentence(message),
                                missing || message.isEmpty()
                                        ? wayToCommand(seen)
                                        : "Correct what the node names, in the image, the settings or the template of the Job."))
                : Optional.empty();
    }

    private static String wayToCommand(WatchedContainer seen) {
        String command = seen.words().stream().findFirst().orElse("wrk");
        return command.equals(StartCause.JAVA)
                ? "Set wrk.kubernetes.engine.base to an image with a Java runtime 17 or later, or set wrk.kubernetes.engine ="
                        + " stock."
                : "Set wrk.kubernetes.image to an image that has the command \"" + command
                        + "\", or correct the command in the template of the Job.";
    }

    private static Optional<Cause> deleted(WatchedContainer seen, int exitCode) {
        return deletion(seen)
                .filter(how -> exitCode == KILLED || exitCode == TERMINATED)
                .map(how -> new Cause(
                        how + " while the load ran: "
                                + (exitCode == KILLED
                                        ? "it was killed with exit code 137 when its grace period was over."
                                        : "it was told to end, with exit code 143."),
                        WHO_DELETES));
    }

    /** That its pod was deleted, and by whom as far as that is known; empty if it was not. */
    private static Optional<String> deletion(WatchedContainer seen) {
        if (!seen.isPodBeingDeleted() && !seen.view().podDeleted()) {
            return Optional.empty();
        }
        String by = seen.podCondition("DisruptionTarget", "True")
                .map(PodCondition::getReason)
                .map(EndCause::inWords)
                .orElse(
                        seen.isJobBeingDeleted()
                                ? "with the Job"
                                : seen.isJobSuspended() ? "because somebody suspended the Job" : "by somebody");
        return Optional.of("lost its pod, which was deleted " + by);
    }

    private static String inWords(String reason) {
        return switch (reason) {
            case "EvictionByEvictionAPI" -> "by the eviction API (as kubectl drain does)";
            case "PreemptionByScheduler" -> "by the scheduler in favour of a pod of higher priority";
            case "DeletionByTaintManager" -> "because its node got a taint";
            case "TerminationByKubelet" -> "by its node";
            default -> "by the cluster (" + reason + ")";
        };
    }

    /** Whether something is mounted at its working directory, as in every Job that the library makes with {@code -P}. */
    private static boolean hasWritableFolder(WatchedContainer seen) {
        return seen.spec().stream().anyMatch(asked -> asked.getVolumeMounts().stream()
                .anyMatch(mount -> !Boolean.TRUE.equals(mount.getReadOnly())
                        && mount.getMountPath() != null
                        && mount.getMountPath().equals(asked.getWorkingDir())));
    }

    private static Cause unexplained(WatchedContainer seen, int exitCode) {
        boolean writes = seen.words().stream().anyMatch(word -> word.equals("-P") || word.equals("-p"))
                && !hasWritableFolder(seen);
        return switch (exitCode) {
            case KILLED ->
                new Cause(
                        "was killed (exit code 137), and neither the memory limit nor a deletion of the pod explains it.",
                        "Did the node run out of memory, or does something in the container send SIGKILL?");
            case 139 ->
                new Cause(
                        "crashed (exit code 139: SIGSEGV, or abort() where it is the container's first process).",
                        writes
                                ? "With -P or -p wrk2 crashes after the run if it cannot write to its working directory: mount an"
                                        + " emptyDir there."
                                : "An interim answer, such as 103, ends this wrk2 so. Look at the last lines of the log, and try it with"
                                        + " fewer threads or another image.");
            case 134 -> new Cause("aborted (exit code 134).", "Look at the last lines of the log.");
            case TERMINATED ->
                new Cause(
                        "was told to end (exit code 143) before it had its report.",
                        "Find out who ends it while tests run, and run the test again.");
            default -> new Cause("ended with exit code " + exitCode + ".", "Look at the last lines of the log.");
        };
    }
}
