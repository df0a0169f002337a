// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.GeneratorHealth;
import io.github.wrkjunit.report.LatencyBasis;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.SecondHealth;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells beside wrk2's text: {@code ##wrk } and one JSON object on a line, described by
 * {@code worker-event.schema.json}. Times have whole microseconds; finer ones are cut. Immutable.
 */
public sealed interface WorkerEvent {

    /** The version of the events that this library writes and understands. */
    int VERSION = 1;

    /** The worker is warm and waits for the line {@code start} on its standard input. */
    record Armed() implements WorkerEvent {}

    /**
     * The clock of the schedule has started.
     *
     * @param generator program and version, such as {@code wrk-engine 0.1.0}
     * @param worker which of the workers, from 0
     * @param workers how many there are
     * @param startedAt the clock's start
     * @param url the target
     * @param rate this worker's share of the requests per second
     * @param dist the arrival distribution
     * @param threads this worker's threads
     * @param connections this worker's share of the connections
     * @param duration how long requests become due
     * @param timeout how long one may take from its send
     * @param seed this worker's seed
     * @param basis the moment from which its latencies are counted
     */
    record Started(
            String generator,
            int worker,
            int workers,
            Instant startedAt,
            String url,
            double rate,
            Distribution dist,
            int threads,
            int connections,
            Duration duration,
            Duration timeout,
            long seed,
            LatencyBasis basis)
            implements WorkerEvent {

        /** Checks that all is there, cuts times to microseconds. */
        public Started {
            requireNonNull(generator, "generator");
            requireNonNull(url, "url");
            requireNonNull(dist, "dist");
            requireNonNull(basis, "basis");
            startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
            duration = duration.truncatedTo(ChronoUnit.MICROS);
            timeout = timeout.truncatedTo(ChronoUnit.MICROS);
        }

        /** The load that this worker offers, as one of a single worker; all of it is from this origin. */
        public WorkloadSpec.Builder load(Origin origin) {
            return WorkloadSpec.builder()
                    .origin(origin)
                    .url(url)
                    .rate(rate)
                    .dist(dist)
                    .threads(threads)
                    .connections(connections)
                    .duration(duration)
                    .timeout(timeout)
                    .seed(seed)
                    .workers(1);
        }
    }

    /**
     * Requests whose intended start lies in one second, as far as their outcome was not told before. Late answers tell a second again; the
     * sum over all intervals is what {@link End} says.
     *
     * @param second seconds since the clock's start, from 0
     * @param marks how many {@linkplain Mark marks} had been set before these requests were due
     * @param cells their outcomes per operation
     * @param health how well the generator worked in the second, as far as it was not told before; empty if nothing is new
     */
    record Interval(int second, int marks, List<Cell> cells, Optional<SecondHealth> health) implements WorkerEvent {

        /** Copies the list; the numbers are not negative. */
        public Interval {
            cells = List.copyOf(cells);
            if (second < 0) {
                throw new IllegalArgumentException("second " + second + " is before the clock's start");
            }
            if (marks < 0) {
                throw new IllegalArgumentException(marks + " marks before second " + second);
            }
        }

        /** Requests before any mark, and nothing of the generator's health. */
        public Interval(int second, List<Cell> cells) {
            this(second, 0, cells, Optional.empty());
        }
    }

    /**
     * A mark was set, because the line {@code mark} came on standard input: requests due from now on are told apart from those that
     * were due before.
     *
     * @param number its number, from 1
     * @param offset when, from the clock's start
     */
    record Mark(int number, Duration offset) implements WorkerEvent {

        /** Cuts the time to microseconds; number and time are in their ranges. */
        public Mark {
            offset = offset.truncatedTo(ChronoUnit.MICROS);
            if (number < 1 || offset.isNegative()) {
                throw new IllegalArgumentException("mark " + number + " at " + offset);
            }
        }
    }

    /**
     * The run of this worker is over and accounted for.
     *
     * @param reason why it is over
     * @param offeredFor how long requests became due
     * @param elapsed from the clock's start to the last outcome
     * @param cells every due request, by operation and outcome
     * @param statuses answers per status code
     * @param bytesRead bytes read from the server, headers included
     * @param health how well the generator has worked
     * @param throttled time for which the CPU limit of its container took the processor away, zero without a limit; null if unknown
     * @param warnings what a reader should know, each a whole sentence
     */
    record End(
            Reason reason,
            Duration offeredFor,
            Duration elapsed,
            List<Cell> cells,
            SortedMap<Integer, Long> statuses,
            long bytesRead,
            GeneratorHealth health,
            @Nullable Duration throttled,
            List<String> warnings)
            implements WorkerEvent {

        /** An end of which nobody knows whether a CPU limit took the processor away. */
        public End(
                Reason reason,
                Duration offeredFor,
                Duration elapsed,
                List<Cell> cells,
                SortedMap<Integer, Long> statuses,
                long bytesRead,
                GeneratorHealth health,
                List<String> warnings) {
            this(reason, offeredFor, elapsed, cells, statuses, bytesRead, health, null, warnings);
        }

        /** Why a run is over. */
        public enum Reason {
            /** The duration is over. */
            DURATION,
            /** It was asked to stop, by its standard input. */
            STOPPED,
            /** A signal ended it. */
            SIGNAL,
            /** The script ended it. */
            SCRIPT;

            /** The word in the event. */
            public String key() {
                return name().toLowerCase(Locale.ROOT);
            }

            /** The reason with this {@link #key()}; empty for any other text. */
            public static Optional<Reason> ofKey(String key) {
                for (Reason reason : values()) {
                    if (reason.key().equals(key)) {
                        return Optional.of(reason);
                    }
                }
                return Optional.empty();
            }
        }

        /** Copies lists and map, cuts times to microseconds. */
        public End {
            requireNonNull(reason, "reason");
            requireNonNull(health, "health");
            offeredFor = offeredFor.truncatedTo(ChronoUnit.MICROS);
            elapsed = elapsed.truncatedTo(ChronoUnit.MICROS);
            cells = List.copyOf(cells);
            statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
            throttled = throttled == null ? null : throttled.truncatedTo(ChronoUnit.MICROS);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The run failed; there will be no {@link End}.
     *
     * @param kind whose fault it is
     * @param message what happened
     * @param file the script's file, or null
     * @param line the line in it
     * @param request the number of the request for which the script was called, from 1
     */
    record Failure(Kind kind, String message, @Nullable String file, OptionalInt line, OptionalLong request)
            implements WorkerEvent {

        /** Whose fault a failure is. */
        public enum Kind {
            /** The Lua script. */
            SCRIPT,
            /** The target: its name is unknown, its address refuses. */
            TARGET,
            /** The command line. */
            USAGE,
            /** The generator itself. */
            INTERNAL;

            /** The word in the event. */
            public String key() {
                return name().toLowerCase(Locale.ROOT);
            }

            /** The kind with this {@link #key()}; empty for any other text. */
            public static Optional<Kind> ofKey(String key) {
                for (Kind kind : values()) {
                    if (kind.key().equals(key)) {
                        return Optional.of(kind);
                    }
                }
                return Optional.empty();
            }
        }

        /** Checks that kind and message are there. */
        public Failure {
            requireNonNull(kind, "kind");
            requireNonNull(message, "message");
        }

        /** A failure that has no place in a script. */
        public static Failure of(Kind kind, String message) {
            return new Failure(kind, message, null, OptionalInt.empty(), OptionalLong.empty());
        }

        /** What happened and where, as far as known, such as {@code /scripts/x.lua, line 4, request 100: boom.} */
        public String sentence() {
            List<String> place = new ArrayList<>();
            if (file != null) {
                place.add(file);
                line.ifPresent(number -> place.add("line " + number));
            }
            request.ifPresent(number -> place.add("request " + number));
            return (place.isEmpty() ? "" : String.join(", ", place) + ": ")
                    + message
                    + (message.endsWith(".") ? "" : ".");
        }
    }

    /**
     * A stock wrk2 under the wrapper script begins its load.
     *
     * @param startedAt when; whole seconds where its Lua knows no better
     */
    record WrappedStart(Instant startedAt) implements WorkerEvent {}

    /**
     * One second of a stock wrk2 under the wrapper script, keyed by the second in which the answers came.
     *
     * @param epochSecond the second since 1970
     * @param statuses answers per status code
     * @param latencies the latencies from the actual send of the answers with a status code, as far as they are known
     */
    record WrappedInterval(
            long epochSecond, SortedMap<Integer, Long> statuses, SortedMap<Integer, LatencyHistogram> latencies)
            implements WorkerEvent {

        /** Copies the maps. */
        public WrappedInterval {
            statuses = Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
            latencies = Collections.unmodifiableSortedMap(new TreeMap<>(latencies));
        }
    }

    /**
     * The end of a stock wrk2 under the wrapper script.
     *
     * @param duration from its start to the last thread's end
     * @param requests answers
     * @param bytesRead bytes read
     * @param errors wrk2's own error counters
     * @param statuses answers per status code over all threads, or null if they were not counted
     * @param recorded latencies in the printed histogram
     * @param latencies the printed histogram's latencies, exact; those after the first 10 s in a longer run
     * @param whole latencies of the whole run, or null if they were not kept
     * @param throttled time for which the container's CPU limit took the processor away, zero without one; null if unknown
     * @param warnings what this wrk2 has been done without, each a whole sentence
     */
    record WrappedEnd(
            Duration duration,
            long requests,
            long bytesRead,
            Errors errors,
            @Nullable SortedMap<Integer, Long> statuses,
            long recorded,
            LatencyHistogram latencies,
            @Nullable LatencyHistogram whole,
            @Nullable Duration throttled,
            List<String> warnings)
            implements WorkerEvent {

        /**
         * wrk2's error counters; they count events on connections, not requests.
         *
         * @param connect connections that could not be opened
         * @param read failed reads
         * @param write failed writes
         * @param status answers with a status above 399
         * @param timeout silent connections, counted again at every check
         */
        public record Errors(long connect, long read, long write, long status, long timeout) {}

        /** Copies map and list. */
        public WrappedEnd {
            warnings = List.copyOf(warnings);
            statuses = statuses == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(statuses));
        }
    }

    /**
     * An event of a later version that this one does not know; to be ignored, with a note.
     *
     * @param name its name
     */
    record Unknown(String name) implements WorkerEvent {}
}
