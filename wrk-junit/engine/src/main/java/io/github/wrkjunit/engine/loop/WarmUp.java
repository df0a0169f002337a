// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.http.HttpTarget;
import io.github.wrkjunit.engine.http.StaticRequest;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.spec.Distribution;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Runs a short load through the very same code against a server of its own in this process, so that class loading and the
 * compiler do not show as latency of the target. Neither the user's target nor a script is touched; results are thrown away.
 */
public final class WarmUp {

    private static final double RATE = 4000;
    private static final long TIMEOUT_NS = 1_000_000_000;
    private static final int CONNECTIONS = 8;

    private WarmUp() {}

    /**
     * Warms up for this long, then returns; answers, refusals, closed connections and chunked bodies are all among it.
     *
     * @param waitMode that of the load to come
     * @return how many requests were answered
     * @throws InterruptedException if the calling thread is interrupted
     * @throws IOException if this machine has no usable loopback
     */
    public static long run(long durationNs, WaitMode waitMode) throws InterruptedException, IOException {
        try (LoopbackResponder responder = LoopbackResponder.start();
                SocketChannel deaf = SocketChannel.open()) {
            // bound and not listening: it refuses, and nobody else can get this port meanwhile
            deaf.bind(new InetSocketAddress(responder.address().getAddress(), 0));
            LoadPlan plan = LoadPlan.builder()
                    .addresses(List.of((InetSocketAddress) deaf.getLocalAddress(), responder.address()))
                    .threads(1)
                    .connections(CONNECTIONS)
                    .rate(RATE)
                    .distribution(Distribution.EXP)
                    .durationNs(durationNs)
                    .timeoutNs(TIMEOUT_NS)
                    .waitMode(waitMode)
                    .build();
            HttpTarget target = new HttpTarget("127.0.0.1", responder.address().getPort(), true, "/warm/1?up");
            LoadResult result = LoadRun.start(plan, thread -> StaticRequest.get(target, List.of()), LoadListener.NONE)
                    .await();
            return result.count(Outcome.SUCCESS);
        }
    }
}
