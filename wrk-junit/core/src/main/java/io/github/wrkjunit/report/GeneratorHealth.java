// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import io.github.wrkjunit.spec.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How well the generator itself has worked; all workers added up. Values that no worker has measured are zero with an empty
 * histogram.
 *
 * @param sendLag actual send minus the later of intended start and the moment a connection was free: the generator's own lateness
 * @param connectionWait how long due requests waited for a free connection; zero waits are counted
 * @param waited how many requests had to wait for a connection
 * @param longestStall the longest time that a thread of the generator was away
 * @param gcPause time spent in garbage collections
 * @param cpuDelay time that the generator's threads were ready to run and had no processor (Linux)
 * @param connectionsOpened connections that were opened
 * @param connectFailures attempts to open one that failed
 */
public record GeneratorHealth(
        LatencyHistogram sendLag,
        LatencyHistogram connectionWait,
        long waited,
        Duration longestStall,
        Duration gcPause,
        Duration cpuDelay,
        long connectionsOpened,
        long connectFailures) {

    /** Copies the histograms, cuts times to microseconds. */
    public GeneratorHealth {
        sendLag = sendLag.copy();
        connectionWait = connectionWait.copy();
        longestStall = longestStall.truncatedTo(ChronoUnit.MICROS);
        gcPause = gcPause.truncatedTo(ChronoUnit.MICROS);
        cpuDelay = cpuDelay.truncatedTo(ChronoUnit.MICROS);
    }

    /** A copy of the generator's own latenesses. */
    @Override
    public LatencyHistogram sendLag() {
        return sendLag.copy();
    }

    /** A copy of the waits for a connection. */
    @Override
    public LatencyHistogram connectionWait() {
        return connectionWait.copy();
    }

    /** The sum of two workers: histograms added, the longer stall, times and counts added. */
    public GeneratorHealth plus(GeneratorHealth other) {
        LatencyHistogram lag = sendLag();
        lag.add(other.sendLag);
        LatencyHistogram wait = connectionWait();
        wait.add(other.connectionWait);
        return new GeneratorHealth(
                lag,
                wait,
                waited + other.waited,
                SecondHealth.longer(longestStall, other.longestStall),
                gcPause.plus(other.gcPause),
                cpuDelay.plus(other.cpuDelay),
                connectionsOpened + other.connectionsOpened,
                connectFailures + other.connectFailures);
    }

    /** The distribution of the generator's own lateness. */
    public Latency sendLagDistribution() {
        return Latency.exact(sendLag, 0);
    }

    /** The distribution of the waits for a connection. */
    public Latency connectionWaitDistribution() {
        return Latency.exact(connectionWait, 0);
    }

    /** The generator's delays and connections, in one line. */
    @Override
    public String toString() {
        return "lateness of the generator: " + sendLagDistribution() + "; "
                + ReportText.grouped(waited) + " requests waited for a connection; longest stall "
                + Durations.readable(longestStall) + "; garbage collections " + Durations.readable(gcPause)
                + "; without a processor " + Durations.readable(cpuDelay) + "; "
                + ReportText.grouped(connectionsOpened) + " connections opened, "
                + ReportText.grouped(connectFailures) + " could not be";
    }
}
