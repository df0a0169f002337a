// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

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
     * The runtime, with all of its settings checked and nothing started.
     *
     * @throws io.github.wrkjunit.spec.InvalidSpecException with everything that is wrong with the settings
     */
    WorkloadRuntime create(Settings settings);
}
