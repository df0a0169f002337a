// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one latency block, and checks that rows and spectrum rise and agree. */
final class WrkLatencyReader {

    private static final Pattern HDR = Pattern.compile("  Latency Distribution \\(HdrHistogram - (.*)\\)");
    private static final String WRK = "  Latency Distribution";
    private static final Pattern ROW = Pattern.compile(" *(\\d{2,3}(?:\\.\\d{3})?)%(.{10})");
    private static final Pattern TICK =
            Pattern.compile(" *(\\d{1,15}\\.\\d{3}) +(\\d\\.\\d{6}) +(-?\\d{1,12}) +(inf|\\d{1,15}\\.\\d{2})");
    private static final Pattern MEAN = Pattern.compile(
            "#\\[Mean    = +(-?nan|\\d{1,15}\\.\\d{3}), StdDeviation   = +(-?nan|\\d{1,15}\\.\\d{3})\\]");
    private static final Pattern MAX =
            Pattern.compile("#\\[Max     = +(\\d{1,15}\\.\\d{3}), Total count    = +(\\d{1,18})\\]");
    private static final String BUCKETS = "#[Buckets =           27, SubBuckets     =         2048]";
    private static final List<String> SPECTRUM_HEAD = List.of(
            "", "  Detailed Percentile spectrum:", "       Value   Percentile   TotalCount 1/(1-Percentile)", "");
    private static final double[] HDR_ROWS = {50, 75, 90, 99, 99.9, 99.99, 99.999, 100};
    private static final double[] WRK_ROWS = {50, 75, 90, 99};

    private final String description;
    private final double[] rowsExpected;
    private final NavigableMap<Double, Long> rowsUs = new TreeMap<>();
    private final List<WrkLatencyBlock.Tick> spectrum = new ArrayList<>();
    private int head;
    private int foot;
    private OptionalDouble meanUs = OptionalDouble.empty();
    private OptionalDouble deviationUs = OptionalDouble.empty();
    private OptionalDouble maxUs = OptionalDouble.empty();
    private OptionalLong count = OptionalLong.empty();

    WrkLatencyReader(String line) {
        Matcher hdr = HDR.matcher(line);
        boolean matches = hdr.matches();
        description = matches ? hdr.group(1) : "";
        rowsExpected = matches ? HDR_ROWS : WRK_ROWS;
    }

    static boolean begins(String line) {
        return line.equals(WRK) || HDR.matcher(line).matches();
    }

    boolean isWrk() {
        return rowsExpected == WRK_ROWS;
    }

    /** Reads a line; true if it was the last one. */
    boolean line(String line) {
        if (rowsUs.size() < rowsExpected.length) {
            row(line);
            return isWrk() && rowsUs.size() == rowsExpected.length;
        }
        if (head < SPECTRUM_HEAD.size()) {
            demand(line.equals(SPECTRUM_HEAD.get(head++)), "the head of the percentile spectrum");
        } else if (foot == 0 && !line.startsWith("#")) {
            tick(line);
        } else if (foot == 0) {
            mean(match(MEAN, line, "the line #[Mean"));
        } else if (foot == 1) {
            max(match(MAX, line, "the line #[Max"));
        } else {
            demand(line.equals(BUCKETS), "the line " + BUCKETS);
            return true;
        }
        return false;
    }

    WrkLatencyBlock block() {
        return new WrkLatencyBlock(description, rowsUs, spectrum, meanUs, deviationUs, maxUs, count);
    }

    private void row(String line) {
        Matcher matcher = match(ROW, line, "a row of the latency distribution");
        double percentile = Double.parseDouble(matcher.group(1));
        demand(percentile == rowsExpected[rowsUs.size()], "the row " + rowsExpected[rowsUs.size()] + "%");
        OptionalDouble us = WrkQuantity.cell(matcher.group(2), true);
        demand(us.isPresent(), "a time");
        long rounded = Math.round(us.getAsDouble());
        if (!rowsUs.isEmpty() && rounded < rowsUs.lastEntry().getValue()) {
            throw new IllegalArgumentException("a percentile is lower than the one before.");
        }
        rowsUs.put(percentile, rounded);
    }

    private void tick(String line) {
        Matcher matcher = match(TICK, line, "a line of the percentile spectrum");
        WrkLatencyBlock.Tick tick = new WrkLatencyBlock.Tick(
                Double.parseDouble(matcher.group(1)) * 1000,
                Double.parseDouble(matcher.group(2)),
                Long.parseLong(matcher.group(3)));
        if (!spectrum.isEmpty()) {
            WrkLatencyBlock.Tick before = spectrum.get(spectrum.size() - 1);
            // counts are printed with %d and wrap above 2^31
            if (tick.valueUs() < before.valueUs()
                    || tick.share() < before.share()
                    || (tick.count() < before.count() && tick.count() >= 0)) {
                throw new IllegalArgumentException("the percentile spectrum falls.");
            }
        }
        spectrum.add(tick);
    }

    private void mean(Matcher matcher) {
        demand(
                !spectrum.isEmpty() && spectrum.get(spectrum.size() - 1).share() == 1,
                "the spectrum's last line, 1.000000");
        meanUs = ms(matcher.group(1));
        deviationUs = ms(matcher.group(2));
        foot = 1;
    }

    private void max(Matcher matcher) {
        maxUs = ms(matcher.group(1));
        long total = Long.parseLong(matcher.group(2));
        count = OptionalLong.of(total);
        long told = spectrum.get(spectrum.size() - 1).count();
        if ((int) total != (int) told) {
            throw new IllegalArgumentException(
                    "the total count " + total + " is not the spectrum's last, " + told + ".");
        }
        foot = 2;
    }

    private static OptionalDouble ms(String text) {
        return text.endsWith("nan") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text) * 1000);
    }

    private static Matcher match(Pattern pattern, String line, String expected) {
        Matcher matcher = pattern.matcher(line);
        demand(matcher.matches(), expected);
        return matcher;
    }

    private static void demand(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("expected was " + expected + ".");
        }
    }
}
