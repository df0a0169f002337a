// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One report, as it was printed: rounded numbers stay rounded, what was not printed is absent. Immutable.
 *
 * @param program which program has printed it
 * @param url the target; empty for the sum over several
 * @param threads the option's value, not what was started; 0 for the sum
 * @param connections the option's value, not what was opened; 0 for the sum
 * @param announcedDuration the text of the line Running, whole seconds or minutes, such as {@code 12s}; empty for the sum
 * @param sent requests sent, with option {@code -r}
 * @param latencyRow the row Latency, in microseconds
 * @param requestsRow the row Req/Sec
 * @param latency the latency blocks, the corrected one first
 * @param requests answers
 * @param durationUs from start to end, in microseconds, rounded to the printed digits
 * @param durationStepUs what the last printed digit of the duration is worth, in microseconds; the real duration is within
 *     half of it
 * @param bytes bytes read, rounded to the printed digits
 * @param bytesStep what the last printed digit of the bytes is worth, in bytes
 * @param errors socket errors; the line is missing exactly when all are zero
 * @param badStatus answers with a status above 399
 * @param requestsPerSecond answers a second; NaN where the program printed none, after no time
 */
public record WrkTextReport(
        Program program,
        String url,
        long threads,
        long connections,
        String announcedDuration,
        OptionalLong sent,
        Row latencyRow,
        Row requestsRow,
        List<WrkLatencyBlock> latency,
        long requests,
        long durationUs,
        double durationStepUs,
        long bytes,
        double bytesStep,
        SocketErrors errors,
        long badStatus,
        double requestsPerSecond) {

    /** The programs, told apart by the form of their text. */
    public enum Program {
        /** DeathStarBench's fork of wrk2: latency from the actual send. */
        DSB("wrk2 (DeathStarBench)"),
        /** The original wrk2: latency from the intended start. */
        GILTENE("wrk2"),
        /** wrk: a closed loop. Without a latency block it is told from the original wrk2 by its samples of Req/Sec. */
        WRK("wrk");

        private final String title;

        Program(String title) {
            this.title = title;
        }

        /** The name for people. */
        public String title() {
            return title;
        }
    }

    /**
     * A row of thread statistics; a value that is no number or was cut by its column is absent.
     *
     * @param mean the column Avg
     * @param deviation the column Stdev
     * @param last the column 99% of the fork, Max of the others
     * @param withinDeviation the column +/- Stdev, in per cent
     */
    public record Row(
            OptionalDouble mean, OptionalDouble deviation, OptionalDouble last, OptionalDouble withinDeviation) {}

    /**
     * The line Socket errors: events on connections, not requests.
     *
     * @param connect connections that could not be opened
     * @param read failed reads
     * @param write failed writes
     * @param timeout silent connections, counted at every check
     */
    public record SocketErrors(long connect, long read, long write, long timeout) {

        static final SocketErrors NONE = new SocketErrors(0, 0, 0, 0);

        /** All of them. */
        public long sum() {
            return connect + read + write + timeout;
        }
    }

    /** Copies the list. */
    public WrkTextReport {
        latency = List.copyOf(latency);
    }

    /** The first latency block: the corrected one where there are two; empty without option {@code -L}. */
    public Optional<WrkLatencyBlock> mainLatency() {
        return latency.stream().findFirst();
    }
}
