// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

/** What happens in a marked window of a run. */
@FunctionalInterface
public interface WindowAction {

    /** Does it; what it throws reaches the caller of {@link RunningWorkload#during}, unchanged. */
    void run() throws Throwable;
}
