// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.MountableFile;

/** Brings images into the cluster's containerd, so that its pods need no registry. Immutable. */
final class ImageImport {

    private static final String PLACE = "/tmp/wrk-junit-image.tar";

    private final K3sContainer container;
    private final DockerClient docker;
    private final Duration limit;

    ImageImport(K3sContainer container, DockerClient docker, Duration limit) {
        this.container = container;
        this.docker = docker;
        this.limit = limit;
    }

    /**
     * Brings one.
     *
     * @throws WorkloadException if it is not there, if the cluster refuses it, or if it takes longer than the limit
     */
    void bring(ImageSource source) {
        source.problem().ifPresent(problem -> {
            throw new WorkloadException("an image for the K3s cluster: " + problem);
        });
        new TimeLimit(limit).run("wrk-import-1", () -> copy(source), late(source, limit), interrupted(source));
    }

    /** Docker's own calls know no limit. */
    static String late(ImageSource source, Duration limit) {
        return "the image \"" + source.text() + "\" is not in the K3s cluster after " + Durations.text(limit)
                + ". Make it smaller, see whether Docker still answers (`docker ps`) and has room on disk, or set "
                + K3sSettings.IMPORT_LIMIT + " to a longer time.";
    }

    private static String interrupted(ImageSource source) {
        return "the test was interrupted while it imported the image " + source.text() + ".";
    }

    private void copy(ImageSource source) {
        try {
            if (source.archive()) {
                bring(source, source.path());
                return;
            }
            Path saved = Files.createTempFile("wrk-junit-image-", ".tar");
            try {
                save(source.text(), saved);
                bring(source, saved);
            } finally {
                Files.deleteIfExists(saved);
            }
        } catch (IOException e) {
            throw new WorkloadException(
                    "the image \"" + source.text() + "\" cannot be copied into the K3s cluster: " + e
                            + ". See that there is room on disk and in the temporary folder.",
                    e);
        }
    }

    private void save(String name, Path file) throws IOException {
        try (InputStream archive = docker.saveImageCmd(withTag(name)).exec()) {
            Files.copy(archive, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (NotFoundException e) {
            throw new WorkloadException(
                    "\"" + name + "\" is neither an archive nor an image of the local Docker engine, so the K3s cluster"
                            + " cannot have it. Build it or `docker pull " + name + "` it, or correct the name.",
                    e);
        } catch (DockerException e) {
            throw new WorkloadException(
                    "the local Docker engine does not hand out the image \"" + name + "\": " + e.getMessage()
                            + ". See whether `docker save " + name + "` works.",
                    e);
        }
    }

    /** Without a tag the engine would hand out all tags. */
    static String withTag(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.contains(":") || last.contains("@") ? name : name + ":latest";
    }

    private void bring(ImageSource source, Path archive) throws IOException {
        container.copyFileToContainer(MountableFile.forHostPath(archive), PLACE);
        try {
            ExecResult result = container.execInContainer("ctr", "images", "import", PLACE);
            container.execInContainer("rm", "-f", PLACE);
            if (result.getExitCode() != 0) {
                throw new WorkloadException("the K3s cluster cannot import the image \"" + source.text() + "\": "
                        + (result.getStderr() + result.getStdout()).strip()
                        + ". It takes archives of `docker save` and of OCI layouts.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkloadException(interrupted(source), e);
        }
    }
}
