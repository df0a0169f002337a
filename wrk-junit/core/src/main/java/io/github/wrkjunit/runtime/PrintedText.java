// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.LatencyBasis;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ReportMerger} needs from a worker's text. One thread at a time. */
final class PrintedText {

    private static final Pattern REQUESTS = Pattern.compile(
            " {2}(?:Overall )?(\\d+) requests in (\\d+\\.\\d{2})(us|ms|s|m), \\d+\\.\\d{2}[KMGT]?B read");
    private static final Pattern SENT = Pattern.compile("Sent (\\d+) requests");
    private static final Pattern STATS =
            Pattern.compile(" {2}Thread Stats {3}Avg {6}Stdev {5}(99%|Max) {3}\\+/- Stdev");
    private static final Pattern BLOCK = Pattern.compile(" {2}Latency Distribution(?: \\(HdrHistogram - (.*)\\))?");
    private static final Pattern ROW = Pattern.compile(" *(\\d{2,3}(?:\\.\\d{3})?)% *(\\d+\\.\\d{2})(us|ms|s|m)");
    private static final Pattern TOTAL = Pattern.compile("#\\[Max +=.*, Total count +=\\s+(\\d+)\\]");
    private static final Pattern ERRORS =
            Pattern.compile(" {2}Socket errors: (connect (\\d+), read (\\d+), write (\\d+), timeout \\d+)");
    private static final Pattern BAD = Pattern.compile(" {2}Non-2xx or 3xx responses: (\\d+)");

    private final TreeMap<Double, Long> rowsUs = new TreeMap<>();
    private OptionalLong sent = OptionalLong.empty();
    private OptionalLong requests = OptionalLong.empty();
    private Duration duration = Duration.ZERO;
    private @Nullable String column;
    private @Nullable String block;
    private boolean rows;
    private boolean recordedBlock;
    private long recorded;
    private long bad;
    private String errors = "";
    private long broken;

    private PrintedText() {}

    /** What the text tells; empty if it holds no report. */
    static Optional<PrintedReport> read(WorkerTranscript worker) {
        return read(worker.text());
    }

    static Optional<PrintedReport> read(List<String> lines) {
        PrintedText text = new PrintedText();
        lines.forEach(text::line);
        return text.report();
    }

    private Optional<PrintedReport> report() {
        if (requests.isEmpty() || column == null) {
            return Optional.empty();
        }
        boolean fork = column.equals("99%");
        boolean plain = !fork && rows && block == null;
        LatencyBasis basis =
                fork ? LatencyBasis.ACTUAL_SEND : block != null ? LatencyBasis.INTENDED_START : LatencyBasis.UNKNOWN;
        String generator =
                fork ? "wrk2 (DeathStarBench)" : block != null ? "wrk2 (giltene)" : plain ? "wrk" : "wrk or wrk2";
        return Optional.of(new PrintedReport(
                generator, basis, requests.getAsLong(), duration, sent, rowsUs, recorded, bad, errors, broken));
    }

    private void line(String line) {
        Matcher matcher;
        if ((matcher = matched(REQUESTS, line)) != null) {
            requests = OptionalLong.of(Long.parseLong(matcher.group(1)));
            duration = Duration.ofNanos(us(matcher.group(2), matcher.group(3)) * 1000);
        } else if ((matcher = matched(SENT, line)) != null) {
            sent = OptionalLong.of(Long.parseLong(matcher.group(1)));
        } else if ((matcher = matched(STATS, line)) != null) {
            column = matcher.group(1);
        } else if ((matcher = matched(BLOCK, line)) != null) {
            rows = true;
            block = matcher.group(1);
            recordedBlock = block == null || !block.startsWith("Uncorrected");
        } else if (recordedBlock && (matcher = matched(ROW, line)) != null) {
            rowsUs.put(Double.valueOf(matcher.group(1)), us(matcher.group(2), matcher.group(3)));
        } else if (recordedBlock && (matcher = matched(TOTAL, line)) != null) {
            recorded = Long.parseLong(matcher.group(1));
        } else if ((matcher = matched(BAD, line)) != null) {
            bad = Long.parseLong(matcher.group(1));
        } else if ((matcher = matched(ERRORS, line)) != null) {
            errors = matcher.group(1);
            broken = Long.parseLong(matcher.group(2))
                    + Long.parseLong(matcher.group(3))
                    + Long.parseLong(matcher.group(4));
        }
    }

    private static @Nullable Matcher matched(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.matches() ? matcher : null;
    }

    private static long us(String number, String unit) {
        long factor =
                switch (unit) {
                    case "us" -> 1;
                    case "ms" -> 1_000;
                    case "s" -> 1_000_000;
                    default -> 60_000_000;
                };
        return new BigDecimal(number).multiply(BigDecimal.valueOf(factor)).longValue();
    }
}
