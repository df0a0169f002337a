// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.measure;

import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.SecondHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;

/**
 * How well a run's threads did, by second of the run; what happens behind the last second in which requests are due belongs to that
 * one, because its requests are in flight then. What one thread tells of a second is added up; of several threads the worst counts.
 * Confined to its reporter.
 */
final class HealthTally {

    /** What one thread has told of a second so far. */
    private static final class OfThread {
        private long longestStallNs;
        private long stalledNs;
        private long cpuDelayNs;
        private double idle;
        private int idles;

        SecondHealth health() {
            return new SecondHealth(
                    LatencyHistogram.create(),
                    Duration.ofNanos(longestStallNs),
                    Duration.ofNanos(stalledNs),
                    Duration.ofNanos(cpuDelayNs),
                    idles == 0 ? OptionalDouble.empty() : OptionalDouble.of(idle / idles));
        }
    }

    private final int lastSecond;
    private final TreeMap<Integer, Histogram> lagsUs = new TreeMap<>();
    private final List<NavigableMap<Integer, OfThread>> threads = new ArrayList<>();
    private final int[] throughTo;
    private int settled = -1;

    HealthTally(int threads, int lastSecond) {
        this.lastSecond = lastSecond;
        throughTo = new int[threads];
        for (int i = 0; i < threads; i++) {
            this.threads.add(new TreeMap<>());
            throughTo[i] = -1;
        }
    }

    /** The latenesses of the requests that were due in a second and sent, in microseconds, to add to until they are taken. */
    Histogram lagsUs(int second) {
        return lagsUs.computeIfAbsent(Math.min(second, lastSecond), key -> new Histogram(3));
    }

    /** Adds what a thread has noticed of itself, and how long it had no processor meanwhile. */
    void add(int thread, HealthSample sample, long cpuDelayNs) {
        int seconds = sample.lastSecond() - sample.firstSecond() + 1;
        for (int second = sample.firstSecond(); second <= sample.lastSecond(); second++) {
            OfThread told = threads.get(thread).computeIfAbsent(Math.min(second, lastSecond), key -> new OfThread());
            told.longestStallNs = Math.max(told.longestStallNs, sample.longestStallNs());
            told.stalledNs += sample.stalledNs() / seconds;
            if (second <= lastSecond) { // afterwards it only waits for the last answers
                told.cpuDelayNs += cpuDelayNs / seconds;
                if (sample.idleShare().isPresent()) {
                    told.idle += sample.idleShare().getAsDouble();
                    told.idles++;
                }
            }
        }
        throughTo[thread] = Math.max(throughTo[thread], sample.wholeSeconds() - 1);
    }

    /** Lets the seconds be taken that all threads are through with; all of them if there is no more to come. */
    void settle(boolean last) {
        int all = Integer.MAX_VALUE;
        for (int to : throughTo) {
            all = Math.min(all, to);
        }
        // requests of the last second are in flight until the end
        settled = last ? Integer.MAX_VALUE : Math.min(all, lastSecond - 1);
    }

    /** Gives and forgets what is known of a second; empty if nothing is new, or if a thread is not through with it. */
    Optional<SecondHealth> take(int second) {
        SecondHealth known = null;
        if (second <= settled) {
            for (NavigableMap<Integer, OfThread> thread : threads) {
                OfThread told = thread.remove(second);
                if (told != null) {
                    known = known == null ? told.health() : known.plus(told.health());
                }
            }
        }
        Histogram lags = lagsUs.remove(second);
        if (known == null && lags == null) {
            return Optional.empty();
        }
        SecondHealth noticed = known == null ? SecondHealth.unknown() : known;
        return Optional.of(
                lags == null
                        ? noticed
                        : noticed.plus(new SecondHealth(
                                LatencyHistogram.of(lags),
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                OptionalDouble.empty())));
    }

    /** The seconds of which something can be taken. */
    Set<Integer> seconds() {
        Set<Integer> all = new TreeSet<>(lagsUs.keySet());
        threads.forEach(thread -> all.addAll(thread.headMap(settled, true).keySet()));
        return all;
    }
}
