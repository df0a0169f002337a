// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import io.github.wrkjunit.report.text.WrkQuantity.Printed;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A row of Thread Stats as it is printed. Immutable. */
record WrkStatisticsRow(
        Optional<Printed> mean, Optional<Printed> deviation, Optional<Printed> last, OptionalDouble withinDeviation) {

    private static final Pattern LINE =
            Pattern.compile("    (Latency|Req/Sec)   (.{8})(.{10})(.{9}) *(\\d{1,3}\\.\\d{2}|-?nan)%");
    private static final int SHORTEST = 47; // its last column is 8 wide

    /** The row of this name, {@code Latency} or {@code Req/Sec}. */
    static WrkStatisticsRow of(String name, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || line.length() < SHORTEST || !matcher.group(1).equals(name)) {
            throw new IllegalArgumentException("expected was the row " + name + ".");
        }
        boolean time = name.equals("Latency");
        String within = matcher.group(5);
        return new WrkStatisticsRow(
                WrkQuantity.cell(matcher.group(2), time),
                WrkQuantity.cell(matcher.group(3), time),
                WrkQuantity.cell(matcher.group(4), time),
                within.endsWith("nan") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(within)));
    }

    /** Checks that the row and the block can be of the same latencies. */
    void check(WrkLatencyReader block, boolean dsb) {
        check("Avg", mean, block.mean());
        check("Stdev", deviation, block.deviation());
        check(dsb ? "99%" : "Max", last, block.last(dsb));
    }

    WrkTextReport.Row values() {
        return new WrkTextReport.Row(value(mean), value(deviation), value(last), withinDeviation);
    }

    private static void check(String column, Optional<Printed> cell, Optional<Printed> figure) {
        if (cell.isPresent() && figure.isPresent() && !cell.get().agreesWith(figure.get())) {
            throw new IllegalArgumentException(
                    "the row Latency says " + column + " " + cell.get().value() + " us, the block below it "
                            + figure.get().value() + " us.");
        }
    }

    private static OptionalDouble value(Optional<Printed> printed) {
        return printed.isPresent() ? OptionalDouble.of(printed.get().value()) : OptionalDouble.empty();
    }
}
