// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.UrlAuthority;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an unmodified wrk2 of DeathStarBench cannot offer, or would offer otherwise than asked (wrk2/SPEC.md a, c). All of it is
 * refused before anything starts. Stateless.
 */
public final class StockRules {

    /** Gaps are whole microseconds in wrk2; a rate that this changes by more is refused. */
    private static final double ROUNDING = 0.01;

    /** The way out of all that is due to this program. */
    private static final String ENGINE = ", or set wrk.kubernetes.engine = wrk-junit";

    private StockRules() {}

    /** What cannot be offered of the load with these options, each a whole sentence with the reason and the way out. */
    public static List<String> problems(WorkloadSpec spec, JobOptions options) {
        Problems problems = new Problems(TemplateJob.image(options), new ArrayList<>());
        if (spec.dist() == Distribution.NORM) {
            problems.add(
                    "dist = NORM",
                    "wrk2 has no normal distribution and sends as fast as it can instead, also where AIOpsLab does so by default",
                    "Use EXP, random arrivals at the same mean rate, or FIXED");
        }
        rate(spec, problems);
        connections(spec, problems);
        whole("duration", spec.duration(), problems);
        whole("timeout", spec.timeout(), problems);
        if (!spec.warmup().isZero()) {
            problems.add(
                    "warmup = " + Durations.text(spec.warmup()),
                    "wrk2 has none",
                    "Leave it out, or run a load without assertions before this one");
        }
        if (!spec.args().isEmpty()) {
            problems.add(
                    "args",
                    "wrk2 takes every further word for a URL",
                    "Let the script read os.getenv, and set the environment of the Job");
        }
        spec.headers().forEach((name, value) -> {
            if (value.chars().anyMatch(c -> c > 0x7e)) {
                problems.addOfAll(
                        "header " + name,
                        "its value is not ASCII, and a pod's arguments are UTF-8, which is not what a header holds",
                        "Encode the value, or set it in the script");
            }
        });
        url(spec, options, problems);
        return List.copyOf(problems.sentences());
    }

    /** The load's URL as wrk2 must be given it: with a port, because images lack /etc/services, with a path, without a fragment. */
    public static URI url(WorkloadSpec spec) {
        URI url = spec.url();
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        UrlAuthority authority = authority(url);
        int port = authority.port().orElse(scheme.equals("https") ? 443 : 80);
        String user = url.getRawUserInfo() == null ? "" : url.getRawUserInfo() + "@";
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(scheme + "://" + user + authority.bracketed() + ":" + port + path + query);
    }

    private static UrlAuthority authority(URI url) {
        return UrlAuthority.of(url).orElseThrow(); // a specification has no other URL
    }

    private static void rate(WorkloadSpec spec, Problems problems) {
        int workers = spec.workers();
        int threads = spec.threads();
        double share = spec.rate() / workers;
        String rate = "rate = " + number(spec.rate()) + (workers == 1 ? "" : " over " + workers + " workers");
        if (share != Math.rint(share)) {
            problems.add(
                    rate,
                    "wrk2 takes whole rates only, and each worker would have to offer " + number(share),
                    "Use a multiple of " + threads * workers + ", such as " + multiple(spec.rate(), threads * workers));
        } else if (share < threads) {
            problems.add(
                    rate + " with threads = " + threads,
                    "wrk2 sends as fast as it can when a thread's rate is below 1",
                    "Use threads = " + (long) share + " or fewer"
                            + (workers == 1 ? "" : ", fewer workers") + ", or a rate of " + threads * workers
                            + " or more");
        } else if (share % threads != 0) {
            problems.add(
                    rate + " with threads = " + threads,
                    "wrk2 drops the remainder of rate / threads and would offer "
                            + number((share - share % threads) * workers),
                    "Use a multiple of " + threads * workers + ", such as " + multiple(spec.rate(), threads * workers));
        } else {
            gaps(spec, rate, problems);
        }
    }

    /** wrk2 gives each connection a schedule with gaps of whole microseconds, cut (wrk2/SPEC.md c.2). */
    private static void gaps(WorkloadSpec spec, String rate, Problems problems) {
        double perConnection = spec.rate() / spec.connections();
        double gapUs = 1e6 / perConnection;
        if (gapUs / Math.max(1e-9, Math.floor(gapUs)) - 1 > ROUNDING) {
            problems.add(
                    rate + " on connections = " + spec.connections(),
                    "wrk2 cuts the gap of " + BigDecimal.valueOf(gapUs).setScale(2, RoundingMode.HALF_UP)
                            + " us between two requests of a connection to whole microseconds and would offer more",
                    "Use more connections");
        } else if (spec.dist() == Distribution.FIXED && spec.expectedRequests() < spec.connections()) {
            problems.add(
                    rate + " for " + Durations.text(spec.duration()) + " on connections = " + spec.connections(),
                    "the first request of a wrk2 connection is due one gap after its start, so none would be sent",
                    "Use fewer connections, dist = EXP or a longer duration");
        }
    }

    private static void connections(WorkloadSpec spec, Problems problems) {
        int multiple = spec.threads() * spec.workers();
        if (spec.connections() % multiple != 0) {
            problems.add(
                    "connections = " + spec.connections() + " with threads x workers = " + multiple,
                    "wrk2 drops the remainder of connections / threads",
                    "Use a multiple, such as " + multiple(spec.connections(), multiple));
        }
    }

    private static void whole(String name, Duration duration, Problems problems) {
        if (duration.toNanosPart() != 0) {
            problems.add(
                    name + " = " + Durations.text(duration),
                    "wrk2 takes whole seconds only",
                    "Use " + Math.max(1, duration.plusMillis(500).toSeconds()) + "s");
        }
    }

    private static void url(WorkloadSpec spec, JobOptions options, Problems problems) {
        URI url = spec.url();
        UrlAuthority authority = authority(url);
        if (url.getRawAuthority().indexOf('@') >= 0) {
            problems.addOfAll(
                    "the user in the URL of " + authority.bracketed(),
                    "wrk2 does not send it",
                    "Set the header Authorization, which goes into a Secret");
        }
        if (isPodItself(authority, options)) {
            problems.addOfAll(
                    "the load of " + authority.bracketed(),
                    "in a pod that is the pod itself",
                    "Use the service's name, such as http://frontend.hotel.svc:5000");
        }
    }

    /** Whether a pod would load itself; with a template it may be a container beside the program that is meant. */
    static boolean isPodItself(UrlAuthority target, JobOptions options) {
        String host = target.host().toLowerCase(Locale.ROOT);
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        return loopback && options.template().isEmpty();
    }

    private static String multiple(double value, int of) {
        return Long.toString(Math.max(1, Math.round(value / of)) * of);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private record Problems(String image, List<String> sentences) {
        void add(String what, String why, String wayOut) {
            addOfAll(what, why, wayOut + ENGINE);
        }

        /** What no program can offer from a pod. */
        void addOfAll(String what, String why, String wayOut) {
            sentences.add(what + " cannot be offered by " + image + ": " + why + ". " + wayOut + ".");
        }
    }
}
