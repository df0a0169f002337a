// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.spec.Origin;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked of the runtimes on the class path without a load. Stateless. */
public final class WorkloadRuntimes {

    /** The runtimes of this project and their artifacts: one that is absent is left out, not misspelled. */
    private static final Map<String, String> ARTIFACTS =
            Map.of("local", "wrk-engine", "kubernetes", "wrk-kubernetes", "k3s", "wrk-k3s");

    private WorkloadRuntimes() {}

    /**
     * Why the runtime of this name cannot offer any load here: what its provider says, or that its artifact is not on the class
     * path. Empty if it can.
     *
     * @param name {@code local}, {@code kubernetes}, {@code k3s}, or that of another runtime on the class path
     * @throws IllegalArgumentException if no runtime has this name
     * @throws io.github.wrkjunit.spec.InvalidSpecException with everything that is wrong with the runtime's settings
     */
    public static Optional<String> unavailable(String name, Settings settings, ClassLoader loader) {
        requireNonNull(name, "name");
        requireNonNull(settings, "settings");
        return unavailable(name, settings, RuntimeLookup.of(loader));
    }

    static Optional<String> unavailable(String name, Settings settings, RuntimeLookup runtimes) {
        String artifact = ARTIFACTS.get(name);
        if (artifact != null && !runtimes.names().contains(name)) {
            String broken = runtimes.broken().isEmpty() ? "" : " " + String.join(" ", runtimes.broken());
            return Optional.of("the runtime \"" + name + "\" is not on the class path. Add " + artifact
                    + " to the test's dependencies." + broken);
        }
        return runtimes.choose(Optional.of(name), Origin.PROGRAM).unavailable(settings);
    }

    /** Tells every runtime that all tests have run, whatever one of them throws: {@link WorkloadRuntimeProvider#testsEnded}. */
    public static void testsEnded(ClassLoader loader) {
        testsEnded(RuntimeLookup.of(loader));
    }

    static void testsEnded(RuntimeLookup runtimes) {
        @Nullable RuntimeException failed = null;
        for (WorkloadRuntimeProvider provider : runtimes.providers()) {
            try {
                provider.testsEnded();
            } catch (RuntimeException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
