// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.SecondHealth;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * How well a run's threads did, by second of the run; what happens behind the last second in which requests are due belongs to that
 * one, because its requests are in flight then. Confined to its reporter.
 */
final class HealthTally {

    private final int lastSecond;
    private final Map<Integer, Histogram> lagsUs = new HashMap<>();
    private final TreeMap<Integer, SecondHealth> noticed = new TreeMap<>();

    HealthTally(int lastSecond) {
        this.lastSecond = lastSecond;
    }

    void addLag(int second, long lagUs, long count) {
        lagsUs.computeIfAbsent(Math.min(second, lastSecond), key -> new Histogram(3))
                .recordValueWithCount(lagUs, count);
    }

    /** Adds what a thread has noticed of itself, and how long it had no processor meanwhile. */
    void add(HealthSample sample, long runQueueDelayNs) {
        int seconds = sample.lastSecond() - sample.firstSecond() + 1;
        for (int second = sample.firstSecond(); second <= sample.lastSecond(); second++) {
            boolean draining = second > lastSecond;
            noticed.merge(
                    Math.min(second, lastSecond),
                    new SecondHealth(
                            LatencyHistogram.create(),
                            Duration.ofNanos(sample.longestStallNs()),
                            Duration.ofNanos(sample.stalledNs() / seconds),
                            Duration.ofNanos(draining ? 0 : runQueueDelayNs / seconds),
                            draining ? OptionalDouble.empty() : OptionalDouble.of(sample.idleShare())),
                    SecondHealth::plus);
        }
    }

    /** Gives and forgets what is known of a second; empty if nothing is. */
    Optional<SecondHealth> take(int second) {
        SecondHealth health = noticed.remove(second);
        Histogram lags = lagsUs.remove(second);
        if (health == null && lags == null) {
            return Optional.empty();
        }
        SecondHealth known = health == null ? SecondHealth.unknown() : health;
        return Optional.of(
                lags == null
                        ? known
                        : known.plus(new SecondHealth(
                                LatencyHistogram.of(lags),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                OptionalDouble.empty())));
    }

    /** The seconds of which something is known and not taken. */
    Iterable<Integer> seconds() {
        TreeMap<Integer, Boolean> all = new TreeMap<>();
        noticed.keySet().forEach(second -> all.put(second, true));
        lagsUs.keySet().forEach(second -> all.put(second, true));
        return all.keySet();
    }
}
