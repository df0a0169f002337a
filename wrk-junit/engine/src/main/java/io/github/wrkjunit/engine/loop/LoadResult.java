// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import java.util.List;
import java.util.SortedMap;
import org.HdrHistogram.Histogram;

/**
 * What one worker has measured; all its threads added up. It is only handed out if each request that was due has exactly one
 * outcome.
 *
 * @param end why it ended
 * @param startEpochMicros the clock's start in microseconds since 1970
 * @param startNs the same moment on the run's monotonic clock
 * @param offeredForNs how long requests became due
 * @param elapsedNs from the clock's start to the end of the last thread
 * @param cells counts and latencies from the intended start, per operation and outcome
 * @param statuses answers per status code
 * @param sent requests that were handed to a connection
 * @param bytesRead all bytes that came from the target
 * @param sendLag the generator's own lateness: actual send minus the later of intended start and the moment a connection was free
 * @param connectionWait how long requests that were sent had waited for a connection, zero waits included
 * @param waited how many of them had to wait
 * @param serviceTime of answered requests, from the actual send
 * @param answersPerSecond one sample for each second of each thread, for wrk2's row Req/Sec
 * @param connectionsOpened connections that were opened
 * @param connectFailures attempts to open one that failed
 * @param idleCloses connections that the server had closed and that were therefore not used again
 * @param longestStallNs the longest time that a thread was away beyond what it had asked for
 * @param warnings whole sentences for people
 */
public record LoadResult(
        End end,
        long startEpochMicros,
        long startNs,
        long offeredForNs,
        long elapsedNs,
        List<Cell> cells,
        SortedMap<Integer, Long> statuses,
        long sent,
        long bytesRead,
        LatencyHistogram sendLag,
        LatencyHistogram connectionWait,
        long waited,
        LatencyHistogram serviceTime,
        Histogram answersPerSecond,
        long connectionsOpened,
        long connectFailures,
        long idleCloses,
        long longestStallNs,
        List<String> warnings) {

    /** Why a run ended. */
    public enum End {
        /** Its time was over. */
        DURATION,
        /** {@link LoadRun#stop()} was called. */
        STOPPED,
        /** The script of at least one thread has asked for it. */
        SCRIPT
    }

    /** How many requests were due. */
    public long offered() {
        return cells.stream().mapToLong(Cell::count).sum();
    }

    /** How many requests have this outcome. */
    public long count(Outcome outcome) {
        return cells.stream()
                .filter(cell -> cell.outcome() == outcome)
                .mapToLong(Cell::count)
                .sum();
    }

    /** The latencies of requests with this outcome, from their intended starts. */
    public LatencyHistogram latency(Outcome outcome) {
        LatencyHistogram sum = LatencyHistogram.create();
        cells.stream().filter(cell -> cell.outcome() == outcome).forEach(cell -> cell.latencies()
                .ifPresent(sum::add));
        return sum;
    }
}
