// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import com.github.dockerjava.api.DockerClient;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/** A container in which K3s is up. Thread-safe. */
final class StartedContainer {

    private static final int MOST_LOG_LINES = 10;

    private final K3sContainer container;
    private final DockerClient docker;
    private final String image;

    private StartedContainer(K3sContainer container, DockerClient docker, String image) {
        this.container = container;
        this.docker = docker;
        this.image = image;
    }

    /**
     * Starts it.
     *
     * @throws WorkloadException if there is no Docker engine, or if K3s does not come up
     */
    static StartedContainer start(String image, Duration limit) {
        DockerClient docker = Docker.client();
        Leftovers.remove(docker);
        @Nullable K3sContainer container = null;
        try {
            container = new K3sContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s"));
            container
                    .withLabels(Owner.ofThisProcess().labels())
                    .withStartupTimeout(limit)
                    .start();
            return new StartedContainer(container, docker, image);
        } catch (RuntimeException e) {
            String message = message(image, limit, e, lastLines(container));
            if (container != null) {
                container.stop();
            }
            throw new WorkloadException(message, e);
        }
    }

    String kubeconfig() {
        return container.getKubeConfigYaml();
    }

    String image() {
        return image;
    }

    String id() {
        return container.getContainerId();
    }

    ImageImport images(Duration limit) {
        return new ImageImport(container, docker, limit);
    }

    /** Removes the container. Idempotent. */
    void stop() {
        container.stop();
    }

    /** Testcontainers forgets a container that has failed to start, and its log with it, but tells the log's end in its message. */
    private static List<String> lastLines(@Nullable K3sContainer container) {
        if (container == null || container.getContainerId() == null) {
            return List.of();
        }
        try {
            List<String> lines = container.getLogs().lines().toList();
            return lines.subList(Math.max(0, lines.size() - MOST_LOG_LINES), lines.size());
        } catch (RuntimeException e) {
            return List.of("(its log cannot be read: " + e.getMessage() + ")");
        }
    }

    static String message(String image, Duration limit, RuntimeException failure, List<String> log) {
        Set<String> reasons = new LinkedHashSet<>();
        boolean fetch = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            fetch |= cause instanceof ContainerFetchException;
            reasons.add(String.valueOf(cause.getMessage()).strip());
        }
        String all = String.join("; ", reasons);
        String ways;
        if (all.contains("ryuk")) {
            ways =
                    "Testcontainers' clean-up container cannot run here. Pull its image, or set TESTCONTAINERS_RYUK_DISABLED=true"
                            + " (containers of a killed test run then stay until the next one).";
        } else if (fetch) {
            ways = "Pull the image (`docker pull " + image + "`), or set " + K3sSettings.IMAGE + " or "
                    + K3sSettings.VERSION + " to one that this machine has or can pull.";
        } else {
            ways = "K3s needs a privileged container and about 1 GB of memory. It had " + Durations.text(limit)
                    + " to come up; " + K3sSettings.START_LIMIT + " gives it more.";
        }
        return "K3s (" + image + ") does not start: " + all + ". " + ways
                + (log.isEmpty() ? "" : "\nThe end of its log:\n  " + String.join("\n  ", log));
    }
}
