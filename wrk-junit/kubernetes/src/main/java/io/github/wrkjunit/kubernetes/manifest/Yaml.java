// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads objects of Kubernetes; whatever cannot be read is told in one sentence. Stateless. */
final class Yaml {

    /** Without it fabric8 takes what begins with a brace for JSON, which YAML like {@code {a: b}} is not; all JSON is YAML. */
    private static final String START = "---\n";

    private Yaml() {}

    static Object read(String what, String yaml) {
        Object read;
        try {
            read = new KubernetesSerialization().unmarshal(START + yaml);
        } catch (RuntimeException e) {
            throw unreadable(what, e);
        }
        if (read == null) {
            throw new IllegalArgumentException(what + " is empty. Give it, or leave the option out.");
        }
        return read;
    }

    static <T> T read(String what, String yaml, Class<T> type) {
        T read;
        try {
            read = new KubernetesSerialization().unmarshal(START + yaml, type);
        } catch (RuntimeException e) {
            throw unreadable(what, e);
        }
        if (read == null) {
            throw new IllegalArgumentException(what + " is empty. Give it, or leave the option out.");
        }
        return read;
    }

    static String file(String what, String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    what + " cannot be read: " + e + ". Name a file, or give the text itself, on several lines.", e);
        }
    }

    private static IllegalArgumentException unreadable(String what, RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new IllegalArgumentException(
                what + " cannot be read: " + reason + ". Write it in YAML or JSON, as kubectl takes it.", e);
    }
}
