// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.schedule.ArrivalSchedule;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What one thread shall offer. Confined to its worker thread, because the schedule is.
 *
 * @param addresses tried in their order
 * @param connections at least 1
 * @param schedule of this thread's requests, not begun
 * @param durationNs requests become due for so long
 * @param timeoutNs from the actual send to the complete answer, and for an attempt to connect
 * @param backOffSeed of the jitter
 * @param bodyBytes of memory for the bodies that a script gets
 */
record ThreadPlan(
        List<InetSocketAddress> addresses,
        int connections,
        ArrivalSchedule schedule,
        long durationNs,
        long timeoutNs,
        long backOffSeed,
        long bodyBytes) {}
