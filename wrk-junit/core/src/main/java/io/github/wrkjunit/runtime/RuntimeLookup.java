// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.Origin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The runtimes on the class path, and which of them is meant. Immutable. */
final class RuntimeLookup {

    private static final String ADD = "Add wrk-engine (this machine), wrk-kubernetes (the cluster of the current"
            + " kubeconfig) or wrk-k3s (a throw-away cluster) to the test's dependencies.";

    /** A class path on which nothing loads shall not keep the iterator going for ever. */
    private static final int MOST_ERRORS = 50;

    private final List<WorkloadRuntimeProvider> providers;
    private final List<String> broken;

    RuntimeLookup(List<WorkloadRuntimeProvider> providers, List<String> broken) {
        this.providers = List.copyOf(providers);
        this.broken = List.copyOf(broken);
    }

    static RuntimeLookup of(ClassLoader loader) {
        List<WorkloadRuntimeProvider> providers = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        Iterator<WorkloadRuntimeProvider> found =
                ServiceLoader.load(WorkloadRuntimeProvider.class, loader).iterator();
        boolean more = true;
        while (more && broken.size() < MOST_ERRORS) {
            try {
                more = found.hasNext();
                if (more) {
                    providers.add(found.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add("A runtime on the class path cannot be loaded: " + reason(e));
            }
        }
        return new RuntimeLookup(providers, broken);
    }

    /** Runtimes that are there and cannot be loaded, each a sentence. */
    List<String> broken() {
        return broken;
    }

    List<WorkloadRuntimeProvider> providers() {
        return providers;
    }

    /** The names of all runtimes. */
    Set<String> names() {
        return providers.stream().map(WorkloadRuntimeProvider::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The settings of all runtimes. */
    Set<String> settingKeys() {
        Set<String> keys = new TreeSet<>();
        providers.forEach(provider -> keys.addAll(provider.settingKeys()));
        return keys;
    }

    /**
     * The runtime that is meant.
     *
     * @param named the setting's or the annotation's name; empty to take the only one
     * @throws IllegalArgumentException with one sentence
     */
    WorkloadRuntimeProvider choose(Optional<String> named, Origin origin) {
        List<WorkloadRuntimeProvider> candidates = named.isPresent()
                ? providers.stream()
                        .filter(provider -> provider.name().equals(named.get()))
                        .toList()
                : providers.stream().filter(provider -> !isReplaced(provider)).toList();
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new IllegalArgumentException(
                named.isPresent()
                        ? Problems.at(Optional.of(origin), noneOrSeveral(named.get(), candidates))
                        : noneOrSeveral(candidates));
    }

    private boolean isReplaced(WorkloadRuntimeProvider provider) {
        return providers.stream()
                .anyMatch(other -> other != provider && other.replaces().contains(provider.name()));
    }

    private String noneOrSeveral(String named, List<WorkloadRuntimeProvider> candidates) {
        if (!candidates.isEmpty()) {
            return "several runtimes on the class path are named \"" + named + "\": " + classes(candidates)
                    + ". Remove all but one.";
        }
        List<String> near = NearMiss.of(named, names(), 1);
        return "no runtime is named \"" + named + "\""
                + (near.isEmpty() ? "" : "; did you mean \"" + near.get(0) + "\"")
                + (near.isEmpty() ? ". " : "? ")
                + (names().isEmpty() ? "There is none on the class path. " : "There are: " + list() + ". ")
                + (near.isEmpty()
                        ? ADD
                        : "Or add the artifact of the one that you mean: wrk-engine, wrk-kubernetes or wrk-k3s.");
    }

    private String noneOrSeveral(List<WorkloadRuntimeProvider> candidates) {
        return candidates.isEmpty()
                ? "no runtime is on the class path, so nothing can offer the load. " + ADD
                : "several runtimes are on the class path: "
                        + candidates.stream()
                                .map(WorkloadRuntimeProvider::name)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ". Name the one that you mean with the setting wrk.runtime, or keep one dependency of theirs.";
    }

    private String list() {
        return String.join(", ", names());
    }

    private static String classes(List<WorkloadRuntimeProvider> candidates) {
        return candidates.stream()
                .map(provider -> provider.getClass().getName())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String reason(Throwable error) {
        Throwable cause = error.getCause();
        return error.getMessage() + (cause == null ? "" : " (" + cause + ")")
                + ". Look at the versions on the class path.";
    }
}
