// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks the files of a kubeconfig, which the client reads without naming them. Stateless. */
final class Kubeconfig {

    private static final String OTHER = " or set " + KubernetesSettings.KUBECONFIG + " to another file.";

    private static final Pattern LINE = Pattern.compile(" line (\\d+), column ");

    private Kubeconfig() {}

    /**
     * Checks that each file can be understood.
     *
     * @throws IllegalArgumentException if one cannot, in one sentence that names it
     */
    static void check(List<Path> files) {
        for (Path file : files) {
            read(file);
        }
    }

    private static io.fabric8.kubernetes.api.model.Config read(Path file) {
        io.fabric8.kubernetes.api.model.Config read;
        try {
            read = Serialization.unmarshal(Files.readString(file), io.fabric8.kubernetes.api.model.Config.class);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "the kubeconfig " + file + " cannot be understood: " + reason(e) + ". Correct it," + OTHER, e);
        }
        if (read == null) {
            throw new IllegalArgumentException("the kubeconfig " + file + " is empty. Fill it," + OTHER);
        }
        return read;
    }

    /**
     * Checks what the client has made of the files: that it has a context, the context its cluster, and the cluster its files.
     *
     * @throws IllegalArgumentException if something is missing, in one sentence
     */
    static Config check(Config config, List<Path> files) {
        String where = "the kubeconfig "
                + String.join(
                        File.pathSeparator, files.stream().map(Path::toString).toList());
        NamedContext current = config.getCurrentContext();
        String cluster = Optional.ofNullable(current)
                .map(NamedContext::getContext)
                .map(Context::getCluster)
                .orElse("");
        // what the client takes without an address is also the true one, for who runs in a pod
        if (!files.isEmpty()
                && config.getMasterUrl().startsWith(Config.DEFAULT_MASTER_URL)
                && !hasAddress(cluster, files)) {
            throw new IllegalArgumentException(
                    current == null
                            ? where + " has no current context. Set " + KubernetesSettings.CONTEXT
                                    + " to one of its contexts: " + String.join(", ", contexts(config)) + "."
                            : where + " has no address of the cluster \"" + cluster + "\", which its context "
                                    + current.getName() + " names. Correct it, or set " + KubernetesSettings.CONTEXT
                                    + " to another context.");
        }
        Stream.of(config.getCaCertFile(), config.getClientCertFile(), config.getClientKeyFile())
                .filter(Objects::nonNull)
                .filter(file -> !Files.isReadable(Path.of(file)))
                .findFirst()
                .ifPresent(file -> {
                    throw new IllegalArgumentException(
                            where + " names the file " + file + ", which cannot be read. Correct it," + OTHER);
                });
        return config;
    }

    private static boolean hasAddress(String cluster, List<Path> files) {
        return files.stream()
                .map(Kubeconfig::read)
                .map(io.fabric8.kubernetes.api.model.Config::getClusters)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .anyMatch(one -> cluster.equals(one.getName())
                        && one.getCluster() != null
                        && one.getCluster().getServer() != null);
    }

    /** The names of all contexts, sorted. */
    static List<String> contexts(Config config) {
        return Objects.requireNonNullElse(config.getContexts(), List.<NamedContext>of()).stream()
                .map(NamedContext::getName)
                .sorted()
                .toList();
    }

    /** Where the cluster's address comes from, to follow it in a sentence, such as {@code  of the kubeconfig FILE, context kind}. */
    static String origin(Config config) {
        String file = Optional.ofNullable(config.getFileWithCluster())
                .or(() -> Optional.ofNullable(config.getFile()))
                .map(found -> " of the kubeconfig " + found)
                .orElse("");
        return file
                + Optional.ofNullable(config.getCurrentContext())
                        .map(NamedContext::getName)
                        .map(name -> ", context " + name)
                        .orElse("");
    }

    /** The parser says on further lines where in the text, and may quote secrets from there. */
    private static String reason(Exception e) {
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        String last = "";
        while (line.find()) {
            last = " near line " + line.group(1);
        }
        return last.isEmpty() ? "it is no kubeconfig in YAML" : "its YAML is wrong" + last;
    }
}
