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
 * @param sent requests sent, with option {@code -r}
 * @param latencyRow the row Latency, in microseconds
 * @param requestsRow the row Req/Sec
 * @param latency the latency blocks, the corrected one first
 * @param requests answers
 * @param durationUs from start to end, in microseconds, rounded to the printed digits
 * @param bytes bytes read, rounded to the printed digits
 * @param errors socket errors; the line is missing exactly when all are zero
 * @param badStatus answers with a status above 399
 * @param requestsPerSecond answers a second
 */
public record WrkTextReport(
        Program program,
        String url,
        long threads,
        long connections,
        OptionalLong sent,
        Row latencyRow,
        Row requestsRow,
        List<WrkLatencyBlock> latency,
        long requests,
        long durationUs,
        long bytes,
        SocketErrors errors,
        long badStatus,
        double requestsPerSecond) {

    /** The programs, told apart by the form of their text. */
    public enum Program {
        /** DeathStarBench's fork of wrk2: latency from the actual send. */
        DSB("wrk2 (DeathStarBench)"),
        /** The original wrk2: latency from the intended start. */
        GILTENE("wrk2"),
        /** wrk: a closed loop. */
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
