// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static java.util.Objects.requireNonNull;

import io.github.wrkjunit.report.text.WrkTextReport.Program;
import io.github.wrkjunit.report.text.WrkTextReport.Row;
import io.github.wrkjunit.report.text.WrkTextReport.SocketErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one report from the line after Thread Stats to Transfer/sec, and checks that its numbers fit together. */
final class WrkResultsReader {

    private static final Pattern ROW = Pattern.compile("    (Latency|Req/Sec)   (.{8})(.{10})(.{9})(.{8,})%");
    private static final Pattern TOTALS = Pattern.compile(
            "  (?:Overall )?(\\d{1,18}) requests in (\\d{1,12}\\.\\d{2})(us|ms|s|m), (\\d{1,12}\\.\\d{2})([KMGT]?)B read");
    private static final Pattern ERRORS = Pattern.compile(
            "  Socket errors: connect (\\d{1,18}), read (\\d{1,18}), write (\\d{1,18}), timeout (\\d{1,18})");
    private static final Pattern BAD_STATUS = Pattern.compile("  Non-2xx or 3xx responses: (\\d{1,18})");
    private static final Pattern RATE = Pattern.compile("Requests/sec: +(\\d{1,18}\\.\\d{2}|inf|-?nan)(  )?");
    private static final Pattern TRANSFER = Pattern.compile("Transfer/sec: +(\\d{1,12}\\.\\d{2}|inf|-?nan)([KMGT]?)B");

    private enum Expected {
        LATENCY_ROW("the row Latency"),
        REQUESTS_ROW("the row Req/Sec"),
        BLOCK_OR_TOTALS("a latency block or the line \"N requests in\""),
        BLOCK("a line of the latency block"),
        ERRORS_OR_RATE("Socket errors, Non-2xx or 3xx responses or Requests/sec"),
        STATUS_OR_RATE("Non-2xx or 3xx responses or Requests/sec"),
        RATE("Requests/sec"),
        TRANSFER("Transfer/sec"),
        NOTHING("nothing");

        private final String words;

        Expected(String words) {
            this.words = words;
        }
    }

    private final boolean dsb;
    private final List<WrkLatencyBlock> blocks = new ArrayList<>();
    private Expected expected = Expected.LATENCY_ROW;
    private @Nullable WrkLatencyReader block;
    private @Nullable Row latencyRow;
    private @Nullable Row requestsRow;
    private boolean wrk;
    private long requests;
    private double durationUs;
    private double durationResolutionUs;
    private long bytes;
    private SocketErrors errors = SocketErrors.NONE;
    private long badStatus;
    private double requestsPerSecond;

    WrkResultsReader(boolean dsb) {
        this.dsb = dsb;
    }

    /** Reads a line; true if it was the last one. */
    boolean line(long number, String line) {
        try {
            return read(line);
        } catch (IllegalArgumentException e) {
            throw new WrkTextException(
                    number, line, e.getMessage() + " The report is damaged or mixed with other output.");
        }
    }

    WrkTextReport report(String url, long threads, long connections, OptionalLong sent) {
        if (latencyRow == null || requestsRow == null || expected != Expected.NOTHING) {
            throw new IllegalStateException("the report is not complete");
        }
        return new WrkTextReport(
                dsb ? Program.DSB : wrk ? Program.WRK : Program.GILTENE,
                url,
                threads,
                connections,
                sent,
                latencyRow,
                requestsRow,
                blocks,
                requests,
                Math.round(durationUs),
                bytes,
                errors,
                badStatus,
                requestsPerSecond);
    }

    private boolean read(String line) {
        switch (expected) {
            case LATENCY_ROW -> {
                latencyRow = row(line, "Latency");
                expected = Expected.REQUESTS_ROW;
            }
            case REQUESTS_ROW -> {
                requestsRow = row(line, "Req/Sec");
                expected = Expected.BLOCK_OR_TOTALS;
            }
            case BLOCK -> block(line);
            case BLOCK_OR_TOTALS -> blockOrTotals(line);
            case ERRORS_OR_RATE, STATUS_OR_RATE, RATE -> errorsOrRate(line);
            case TRANSFER -> {
                match(TRANSFER, line);
                expected = Expected.NOTHING;
                return true;
            }
            case NOTHING -> throw new IllegalStateException("the report is complete");
        }
        return false;
    }

    private void blockOrTotals(String line) {
        if (WrkLatencyReader.begins(line)) {
            block = new WrkLatencyReader(line);
            wrk = block.isWrk();
            expected = Expected.BLOCK;
        } else if (!line.isEmpty() && !line.chars().allMatch(c -> c == '-')) { // between and after blocks
            totals(match(TOTALS, line));
        }
    }

    private void block(String line) {
        WrkLatencyReader open = requireNonNull(block);
        if (open.line(line)) {
            blocks.add(open.block());
            block = null;
            expected = Expected.BLOCK_OR_TOTALS;
        }
    }

    private void totals(Matcher matcher) {
        requests = Long.parseLong(matcher.group(1));
        durationUs = WrkQuantity.timeUs(matcher.group(2) + matcher.group(3)).orElseThrow();
        durationResolutionUs = WrkQuantity.timeUs("0.01" + matcher.group(3)).orElseThrow();
        bytes = Math.round(WrkQuantity.binary(matcher.group(4), matcher.group(5)));
        for (WrkLatencyBlock each : blocks) {
            if (each.count().orElse(0) > requests) {
                throw new IllegalArgumentException(
                        requests + " requests cannot have " + each.count().getAsLong() + " latencies.");
            }
        }
        expected = Expected.ERRORS_OR_RATE;
    }

    private void errorsOrRate(String line) {
        Matcher matcher = ERRORS.matcher(line);
        Matcher status = BAD_STATUS.matcher(line);
        if (expected == Expected.ERRORS_OR_RATE && matcher.matches()) {
            errors = new SocketErrors(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)),
                    Long.parseLong(matcher.group(4)));
            expected = Expected.STATUS_OR_RATE;
        } else if (expected != Expected.RATE && status.matches()) {
            badStatus = Long.parseLong(status.group(1));
            expected = Expected.RATE;
        } else {
            rate(match(RATE, line).group(1));
            expected = Expected.TRANSFER;
        }
    }

    private void rate(String text) {
        requestsPerSecond = text.endsWith("nan") || text.equals("inf") ? Double.NaN : Double.parseDouble(text);
        double longest = requests / Math.max(1e-6, (durationUs - durationResolutionUs) / 1e6);
        double shortest = requests / ((durationUs + durationResolutionUs) / 1e6);
        if (requestsPerSecond < shortest - 0.01 || requestsPerSecond > longest + 0.01) {
            throw new IllegalArgumentException(
                    requests + " requests in " + durationUs / 1e6 + " s are not " + requestsPerSecond + " a second.");
        }
    }

    private static Row row(String line, String name) {
        Matcher matcher = ROW.matcher(line);
        if (!matcher.matches() || !matcher.group(1).equals(name)) {
            throw new IllegalArgumentException("expected was the row " + name + ".");
        }
        boolean time = name.equals("Latency");
        String within = matcher.group(5).trim();
        return new Row(
                WrkQuantity.cell(matcher.group(2), time),
                WrkQuantity.cell(matcher.group(3), time),
                WrkQuantity.cell(matcher.group(4), time),
                within.endsWith("nan") ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(within)));
    }

    private Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected was " + expected.words + ".");
        }
        return matcher;
    }
}
