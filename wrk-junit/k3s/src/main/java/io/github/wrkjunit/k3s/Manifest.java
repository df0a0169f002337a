// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are applied to the cluster together. Immutable, as far as nobody changes the objects.
 *
 * @param name the file or resource that they come from
 * @param objects the objects, in the order of the file
 */
record Manifest(String name, List<HasMetadata> objects) {

    /** Takes a copy of the list. */
    Manifest {
        objects = List.copyOf(objects);
    }

    /**
     * Finds and reads a manifest: a file, or else a resource of the class path; YAML with one or more documents, or JSON.
     *
     * @throws IllegalArgumentException with one sentence, if it is not there or cannot be read
     */
    static Manifest find(String name, ClassLoader loader) {
        try (@Nullable InputStream text = open(name, loader)) {
            if (text == null) {
                throw new IllegalArgumentException("there is no manifest \"" + name + "\": neither a file (looked in "
                        + Path.of("").toAbsolutePath() + ") nor on the class path. Correct the name, or take it out.");
            }
            return new Manifest(name, objects(name, text));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the manifest \"" + name + "\" cannot be read: " + e + ". Make it readable.", e);
        }
    }

    private static @Nullable InputStream open(String name, ClassLoader loader) throws IOException {
        try {
            Path file = Path.of(name);
            if (Files.isRegularFile(file)) {
                return Files.newInputStream(file);
            }
        } catch (InvalidPathException e) {
            return loader.getResourceAsStream(name);
        }
        return loader.getResourceAsStream(name.startsWith("/") ? name.substring(1) : name);
    }

    private static List<HasMetadata> objects(String name, InputStream text) {
        Object read;
        try {
            read = new KubernetesSerialization().<Object>unmarshal(text);
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalArgumentException(
                    "the manifest \"" + name + "\" is not YAML or JSON of Kubernetes objects: " + cause.getMessage()
                            + ". Correct it; `kubectl apply --dry-run=client -f " + name + "` checks it.",
                    e);
        }
        List<HasMetadata> objects = new ArrayList<>();
        add(name, read, objects);
        if (objects.isEmpty()) {
            throw new IllegalArgumentException(
                    "the manifest \"" + name + "\" holds no Kubernetes object. Correct it, or take it out.");
        }
        return objects;
    }

    private static void add(String name, @Nullable Object read, List<HasMetadata> objects) {
        if (read instanceof KubernetesResourceList<?> list) {
            list.getItems().forEach(item -> add(name, item, objects));
        } else if (read instanceof Collection<?> several) {
            several.forEach(item -> add(name, item, objects));
        } else if (read instanceof HasMetadata object) {
            objects.add(object);
        } else if (read != null) {
            throw new IllegalArgumentException("the manifest \"" + name + "\" holds a "
                    + read.getClass().getSimpleName() + ", which has no metadata. Take it out.");
        }
    }
}
