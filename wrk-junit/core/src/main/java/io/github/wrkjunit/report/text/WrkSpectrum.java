// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import io.github.wrkjunit.report.text.WrkQuantity.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a detailed spectrum, and what must hold among them and the rest of their block (wrk2/SPEC.md b.6). */
final class WrkSpectrum {

    private static final Pattern LINE =
            Pattern.compile(" *(\\d{1,15}\\.\\d{3}) +([01]\\.\\d{6}) +(-?\\d{1,12}) +(inf|\\d{1,15}\\.\\d{2})");
    private static final double HALF_OF_SHARE = 0.5000001e-6;
    private static final double HALF_OF_RATIO = 0.0050001;
    private static final int SUB_BUCKET_BITS = 10;

    private final List<WrkLatencyBlock.Tick> ticks = new ArrayList<>();
    private boolean ended;

    /** Whether the last line, the one with {@code inf}, was read. */
    boolean ended() {
        return ended;
    }

    List<WrkLatencyBlock.Tick> ticks() {
        return ticks;
    }

    /** Reads a line. */
    void line(String line) {
        Matcher matcher = LINE.matcher(line);
        demand(matcher.matches(), "expected was a line of the percentile spectrum.");
        WrkLatencyBlock.Tick tick = new WrkLatencyBlock.Tick(
                Printed.ofMs(matcher.group(1)).value(),
                Double.parseDouble(matcher.group(2)),
                Long.parseLong(matcher.group(3)));
        ended = matcher.group(4).equals("inf");
        demand(
                ended ? tick.share() == 1 : isRatio(Double.parseDouble(matcher.group(4)), tick.share()),
                matcher.group(4) + " is not 1/(1-" + matcher.group(2) + ").");
        if (!ticks.isEmpty()) {
            WrkLatencyBlock.Tick before = last();
            // counts are printed with %d and wrap above 2^31
            demand(
                    tick.valueUs() >= before.valueUs()
                            && tick.share() >= before.share()
                            && (tick.count() >= before.count() || tick.count() < 0),
                    "the percentile spectrum falls.");
        }
        ticks.add(tick);
    }

    /** Checks that the lines can be of so many values, the highest of which is in the bucket from {@code maxUs}. */
    void check(long total, long maxUs) {
        demand(
                (int) total == (int) last().count(),
                "the total count " + total + " is not the spectrum's last, " + last().count() + ".");
        long size = total == 0 ? 1 : Math.max(1, Long.highestOneBit(maxUs) >> SUB_BUCKET_BITS);
        demand(
                Math.round(last().valueUs()) == maxUs + size - 1,
                "the maximum " + maxUs + " us does not lie in the spectrum's last bucket, which ends with "
                        + Math.round(last().valueUs()) + " us.");
        if (total > Integer.MAX_VALUE) {
            return; // the counts above have wrapped
        }
        for (WrkLatencyBlock.Tick tick : ticks) {
            demand(
                    total == 0 || tick.count() >= (tick.share() - 2 * HALF_OF_SHARE) * total,
                    tick.count() + " of " + total + " values in the spectrum are less than a share of " + tick.share()
                            + ".");
        }
    }

    /** Checks that a printed row can be the percentile of these values. */
    void check(double percentile, Printed row, long total) {
        if (total > Integer.MAX_VALUE) {
            return;
        }
        long target = Math.max(1, (long) (percentile / 100 * total + 0.5));
        double above = 0;
        double upTo = 0;
        for (WrkLatencyBlock.Tick tick : ticks) {
            above = tick.count() < target ? tick.valueUs() : above;
            upTo = tick.valueUs();
            if (tick.count() >= target) {
                break;
            }
        }
        demand(
                row.most() >= above && row.least() <= upTo,
                "the spectrum puts the percentile " + percentile + " between " + Math.round(above) + " us and "
                        + Math.round(upTo) + " us, its row says " + Math.round(row.value()) + " us.");
    }

    private WrkLatencyBlock.Tick last() {
        return ticks.get(ticks.size() - 1);
    }

    private static boolean isRatio(double ratio, double share) {
        double least = 1 / (1 - (share - HALF_OF_SHARE));
        double rest = 1 - (share + HALF_OF_SHARE);
        double most = rest <= 0 ? Double.POSITIVE_INFINITY : 1 / rest;
        return ratio >= least - HALF_OF_RATIO && ratio <= most + HALF_OF_RATIO;
    }

    private static void demand(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
