// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.util.Optional;
import java.util.Set;

/**
 * Makes a runtime; found by {@link java.util.ServiceLoader}. An implementation is public with a public constructor without
 * parameters that does nothing.
 */
public interface WorkloadRuntimeProvider {

    /** The name in the setting {@code wrk.runtime}, such as {@code local}. */
    String name();

    /** The settings that this runtime reads, each beginning with {@code wrk.} and its name; none by default. */
    default Set<String> settingKeys() {
        return Set.of();
    }

    /** The names of runtimes that this one takes the place of where both are on the class path; none by default. */
    default Set<String> replaces() {
        return Set.of();
    }

    /**
     * Why this runtime cannot offer any load here, such as {@code no Docker engine answers}: one or more sentences with the way
     * out; empty, as by default, if nothing speaks against it. Starts nothing, answers within seconds, and may be asked often.
     *
     * @throws io.github.wrkjunit.spec.InvalidSpecException with everything that is wrong with the settings
     */
    default Optional<String> unavailable(Settings settings) {
        return Optional.empty();
    }

    /**
     * Ends what this runtime keeps for all loads of a test run, such as a cluster that it has started; called when JUnit has run
     * all tests, and nothing by default. What is kept without JUnit has to end with the process by itself. Idempotent.
     */
    default void testsEnded() {}

    /**
     * The runtime, with all of its settings checked and nothing started.
     *
     * @throws io.github.wrkjunit.spec.InvalidSpecException with everything that is wrong with the settings
     */
    WorkloadRuntime create(Settings settings);
}
