// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

/** What happens in a marked window of a run. */
@FunctionalInterface
public interface WindowAction<X extends Throwable> {

    /** Does it. */
    void run() throws X;
}
