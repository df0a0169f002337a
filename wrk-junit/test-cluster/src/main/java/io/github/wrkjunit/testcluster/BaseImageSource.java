// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Where an image with a Java runtime comes from, as the base of the images for tests. Immutable. */
final class BaseImageSource {

    /** Names an archive of such an image, as of {@code docker save} or in OCI's layout. */
    private static final String BASE = "CLUSTER_BASE";

    private static final String IMAGE = "eclipse-temurin:17-jre";

    private final Map<String, String> environment;

    BaseImageSource(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The archive that the environment names. */
    Optional<Path> named() {
        Optional<Path> named = Optional.ofNullable(environment.get(BASE)).map(Path::of);
        named.filter(archive -> !Files.isRegularFile(archive)).ifPresent(archive -> {
            throw new IllegalStateException(BASE + " names " + archive
                    + ", and there is no such file. Set it to an archive of an image with a Java runtime 17.");
        });
        return named;
    }

    /** An archive; throws {@link IllegalStateException} with what to do if there is none. */
    Path archive() {
        Optional<Path> named = named();
        if (named.isPresent()) {
            return named.get();
        }
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("There is no image with a Java runtime to build the tests' images on: the"
                    + " environment variable " + BASE + " names no archive, and no Docker engine answers that has "
                    + IMAGE + ". Set " + BASE + " to what 'docker save " + IMAGE + "' writes.");
        }
        return saved(DockerClientFactory.lazyClient());
    }

    private static Path saved(DockerClient docker) {
        try {
            if (isAbsent(docker)) {
                docker.pullImageCmd(IMAGE).start().awaitCompletion();
            }
            Path archive = Files.createTempFile("wrk-base-", ".tar");
            archive.toFile().deleteOnExit();
            try (InputStream saved = docker.saveImageCmd(IMAGE).exec()) {
                Files.copy(saved, archive, StandardCopyOption.REPLACE_EXISTING);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DockerException e) {
            throw new IllegalStateException(
                    "The Docker engine has no image " + IMAGE + " and cannot pull it: " + e.getMessage() + " Set "
                            + BASE + " to an archive of an image with a Java runtime 17.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + IMAGE + " was pulled", e);
        }
    }

    private static boolean isAbsent(DockerClient docker) {
        try {
            docker.inspectImageCmd(IMAGE).exec();
            return false;
        } catch (NotFoundException e) {
            return true;
        }
    }
}
