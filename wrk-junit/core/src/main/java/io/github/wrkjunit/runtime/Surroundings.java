// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a runner uses of the world around it; a parameter, so that tests can have a small world of their own. Immutable.
 *
 * @param clock the time
 * @param runtimes the runtimes that a class loader offers
 * @param addresses the name service
 * @param seeds where seeds come from that nobody has given
 * @param workingFolder what relative paths of scripts begin at
 * @param lockFolder where the locks on targets lie, the same for all processes of a user
 */
record Surroundings(
        RunClock clock,
        Function<ClassLoader, RuntimeLookup> runtimes,
        Addresses addresses,
        LongSupplier seeds,
        Path workingFolder,
        Path lockFolder) {

    static Surroundings ofSystem() {
        String user = DiskName.of(System.getProperty("user.name", "user"));
        return new Surroundings(
                RunClock.ofSystem(),
                RuntimeLookup::of,
                Addresses.ofSystem(),
                () -> ThreadLocalRandom.current().nextLong(1, 1_000_000_000L), // short enough to be typed again
                Path.of(""),
                Path.of(System.getProperty("java.io.tmpdir"), "wrk-junit-" + user));
    }
}
