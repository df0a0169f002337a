// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;

/**
 * How well the generator worked in one second of the run. Of several threads or workers, each value is that of the worst. Immutable.
 *
 * @param sendLag the generator's own lateness of the requests whose intended start is in the second, as in {@link GeneratorHealth}
 * @param longestStall the longest time that a thread was away in the second, beyond what it had asked for
 * @param stalled all such times of a thread added up
 * @param cpuDelay how long a thread was ready to run and had no processor (Linux; zero where it is not known)
 * @param idleShare the share of the second for which a thread had nothing to do and waited; empty if it is not known
 */
public record SecondHealth(
        LatencyHistogram sendLag,
        Duration longestStall,
        Duration stalled,
        Duration cpuDelay,
        OptionalDouble idleShare) {

    /** A second of which nothing is known yet. */
    public static SecondHealth unknown() {
        return new SecondHealth(
                LatencyHistogram.create(), Duration.ZERO, Duration.ZERO, Duration.ZERO, OptionalDouble.empty());
    }

    /** Copies the histogram, cuts times to microseconds; a share is between 0 and 1. */
    public SecondHealth {
        sendLag = sendLag.copy();
        longestStall = longestStall.truncatedTo(ChronoUnit.MICROS);
        stalled = stalled.truncatedTo(ChronoUnit.MICROS);
        cpuDelay = cpuDelay.truncatedTo(ChronoUnit.MICROS);
        if (idleShare.isPresent() && !(idleShare.getAsDouble() >= 0 && idleShare.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("idle for " + idleShare.getAsDouble() + " of a second");
        }
    }

    /** A copy of the generator's own latenesses. */
    @Override
    public LatencyHistogram sendLag() {
        return sendLag.copy();
    }

    /** Adds this second's latenesses to a sum, without a copy. */
    void addSendLagTo(LatencyHistogram sum) {
        sum.add(sendLag);
    }

    /** Returns what is known of the same second from both: latenesses are added, of the rest the worse value stays. */
    public SecondHealth plus(SecondHealth other) {
        LatencyHistogram lag = sendLag();
        lag.add(other.sendLag);
        return new SecondHealth(
                lag,
                longer(longestStall, other.longestStall),
                longer(stalled, other.stalled),
                longer(cpuDelay, other.cpuDelay),
                idleShare.isEmpty() || other.idleShare.isEmpty()
                        ? (idleShare.isPresent() ? idleShare : other.idleShare)
                        : OptionalDouble.of(Math.min(idleShare.getAsDouble(), other.idleShare.getAsDouble())));
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
