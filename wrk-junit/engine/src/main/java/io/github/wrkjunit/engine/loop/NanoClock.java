// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

/** A monotonic clock. */
@FunctionalInterface
public interface NanoClock {

    /** The machine's monotonic clock; thread-safe. */
    NanoClock SYSTEM = System::nanoTime;

    /** Nanoseconds since an arbitrary moment; only differences mean something. */
    long nanoTime();
}
