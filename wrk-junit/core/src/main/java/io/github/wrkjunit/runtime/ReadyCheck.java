// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.Durations;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.Consumer;

/** Waits until a target answers well. Stateless but for its clock; thread-safe. */
final class ReadyCheck {

    private static final int ANSWER_MILLIS = 2_000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration TELL_AGAIN = Duration.ofSeconds(3);

    private static final String UNKNOWN_HOST = "a host whose name is unknown here";

    private final RunClock clock;

    ReadyCheck(RunClock clock) {
        this.clock = clock;
    }

    /**
     * Asks for the path again and again.
     *
     * @throws WorkloadException if no answer is 2xx or 3xx within the limit; the message tells the last one. At once if only a
     *     cluster knows the target's name
     */
    void await(URI target, String path, Duration limit, Consumer<String> progress) throws InterruptedException {
        URI url = URI.create(target.getScheme() + "://" + hostAndPort(target) + path);
        long startNs = clock.nowNs();
        long toldNs = startNs;
        String last = ask(url);
        while (!last.isEmpty()) {
            if (last.equals(UNKNOWN_HOST) && isOfCluster(AllowedTargets.host(target))) {
                throw new WorkloadException(url + " cannot be asked from this machine: only the cluster knows the name "
                        + AllowedTargets.host(target) + ". Leave " + KnownSettings.READY
                        + " out, and wait for the target in the test, such as with kubectl wait.");
            }
            long nowNs = clock.nowNs();
            if (nowNs - startNs >= limit.toNanos()) {
                throw new WorkloadException(url + " did not answer with 2xx or 3xx within " + Durations.readable(limit)
                        + "; at last it was " + last + ". Start the target first, correct " + KnownSettings.READY
                        + ", or raise " + KnownSettings.READY_TIMEOUT + ".");
            }
            if (nowNs - toldNs >= TELL_AGAIN.toNanos()) {
                progress.accept("waiting for " + url + ": " + last);
                toldNs = nowNs;
            }
            clock.pause(LOOK_AGAIN);
            last = ask(url);
        }
    }

    private static boolean isOfCluster(String host) {
        return host.endsWith(".svc") || host.endsWith(".svc.cluster.local");
    }

    private static String hostAndPort(URI target) {
        String authority = target.getRawAuthority();
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /** Why the answer is not good; an empty text if it is. */
    private static String ask(URI url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            try {
                int status = connection.getResponseCode();
                return status >= 200 && status < 400 ? "" : "status " + status;
            } finally {
                connection.disconnect();
            }
        } catch (UnknownHostException e) {
            return UNKNOWN_HOST;
        } catch (IOException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : "\"" + e.getMessage() + "\"";
        }
    }
}
