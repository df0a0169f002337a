// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.wrkjunit.runtime.WorkloadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.MountableFile;

/** Brings images into the cluster's containerd, so that its pods need no registry. Immutable. */
final class ImageImport {

    private static final String PLACE = "/tmp/wrk-junit-image.tar";

    private final K3sContainer container;
    private final DockerClient docker;

    ImageImport(K3sContainer container, DockerClient docker) {
        this.container = container;
        this.docker = docker;
    }

    /**
     * Brings one.
     *
     * @throws WorkloadException if it is not there, or if the cluster refuses it
     */
    void bring(ImageSource source) {
        source.problem().ifPresent(problem -> {
            throw new WorkloadException("an image for the K3s cluster: " + problem);
        });
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
            throw new WorkloadException(
                    "the test was interrupted while it imported the image " + source.text() + ".", e);
        }
    }
}
