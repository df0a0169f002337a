// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import io.github.wrkjunit.report.text.WrkQuantity.Printed;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one latency block, and checks that rows, spectrum and statistics agree. */
final class WrkLatencyReader {

    private static final Pattern HDR = Pattern.compile("  Latency Distribution \\(HdrHistogram - (.*)\\)");
    private static final String WRK = "  Latency Distribution";
    private static final Pattern HDR_ROW = Pattern.compile("[ 1][ \\d]\\d\\.\\d{3}%.{1,10}");
    private static final Pattern WRK_ROW = Pattern.compile("     \\d\\d%.{1,10}");
    private static final Pattern MEAN = Pattern.compile(
            "#\\[Mean    = +(-?nan|\\d{1,15}\\.\\d{3}), StdDeviation   = +(-?nan|\\d{1,15}\\.\\d{3})\\]");
    private static final Pattern MAX =
            Pattern.compile("#\\[Max     = +(\\d{1,15}\\.\\d{3}), Total count    = +(\\d{1,18})\\]");
    private static final String BUCKETS = "#[Buckets =           27, SubBuckets     =         2048]";
    private static final List<String> SPECTRUM_HEAD = List.of(
            "", "  Detailed Percentile spectrum:", "       Value   Percentile   TotalCount 1/(1-Percentile)", "");
    private static final double[] HDR_ROWS = {50, 75, 90, 99, 99.9, 99.99, 99.999, 100};
    private static final double[] WRK_ROWS = {50, 75, 90, 99};
    private static final int FIGURES = 10;
    private static final int ROW_WIDTH = 10;

    private final String description;
    private final boolean wrk;
    private final double[] rowsExpected;
    private final NavigableMap<Double, Printed> rows = new TreeMap<>();
    private final WrkSpectrum spectrum = new WrkSpectrum();
    private int head;
    private int foot;
    private Optional<Printed> mean = Optional.empty();
    private Optional<Printed> deviation = Optional.empty();
    private Optional<Printed> max = Optional.empty();
    private OptionalLong count = OptionalLong.empty();

    WrkLatencyReader(String line) {
        Matcher hdr = HDR.matcher(line);
        wrk = !hdr.matches();
        description = wrk ? "" : hdr.group(1);
        rowsExpected = wrk ? WRK_ROWS : HDR_ROWS;
    }

    static boolean begins(String line) {
        return line.equals(WRK) || HDR.matcher(line).matches();
    }

    boolean isWrk() {
        return wrk;
    }

    Optional<Printed> mean() {
        return mean;
    }

    Optional<Printed> deviation() {
        return deviation;
    }

    /** What the last column but one of the row Latency shows too. */
    Optional<Printed> last(boolean dsb) {
        return dsb ? Optional.ofNullable(rows.get(99.0)) : max;
    }

    /** Reads a line; true if it was the last one. */
    boolean line(String line) {
        if (rows.size() < rowsExpected.length) {
            row(line);
            return wrk && rows.size() == rowsExpected.length;
        }
        if (head < SPECTRUM_HEAD.size()) {
            demand(line.equals(SPECTRUM_HEAD.get(head++)), "the head of the percentile spectrum");
        } else if (!spectrum.ended()) {
            spectrum.line(line);
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
        NavigableMap<Double, Long> rowsUs = new TreeMap<>();
        rows.forEach((percentile, row) -> rowsUs.put(percentile, Math.round(row.value())));
        return new WrkLatencyBlock(
                description, rowsUs, spectrum.ticks(), value(mean), value(deviation), value(max), count);
    }

    private void row(String line) {
        match(wrk ? WRK_ROW : HDR_ROW, line, "a row of the latency distribution");
        double expected = rowsExpected[rows.size()];
        int digits = wrk ? 0 : 3;
        String start = WrkNumbers.fixed(expected, digits, wrk ? 7 : digits + 4) + "%";
        demand(line.startsWith(start), "the row " + start.trim());
        String cell = line.substring(start.length());
        Printed row = WrkQuantity.cell(cell + " ".repeat(ROW_WIDTH - cell.length()), true)
                .orElseThrow(() -> new IllegalArgumentException("expected was a time."));
        if (!rows.isEmpty() && row.most() < rows.lastEntry().getValue().least()) {
            throw new IllegalArgumentException("a percentile is lower than the one before.");
        }
        rows.put(expected, row);
    }

    private void mean(Matcher matcher) {
        mean = ms(matcher.group(1));
        deviation = ms(matcher.group(2));
        foot = 1;
    }

    private void max(Matcher matcher) {
        max = ms(matcher.group(1));
        long maxUs = Math.round(max.orElseThrow().value());
        long total = Long.parseLong(matcher.group(2));
        count = OptionalLong.of(total);
        spectrum.check(total, maxUs);
        rows.forEach((percentile, row) -> spectrum.check(percentile, row, total));
        boolean any = total > 0;
        demand(mean.isPresent() == any && deviation.isPresent() == any, "a mean exactly where there are values");
        if (any && mean.orElseThrow().least() > maxUs * (1 + 1.0 / (1 << FIGURES))) {
            throw new IllegalArgumentException("the mean is above the maximum.");
        }
        foot = 2;
    }

    private static Optional<Printed> ms(String text) {
        return text.endsWith("nan") ? Optional.empty() : Optional.of(Printed.ofMs(text));
    }

    private static OptionalDouble value(Optional<Printed> printed) {
        return printed.isPresent() ? OptionalDouble.of(printed.get().value()) : OptionalDouble.empty();
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
