// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of wrk2 (DeathStarBench's fork and the original) and of wrk 4.1, line by line, as it comes. Before the
 * results anything may stand between the program's lines: a script prints what it likes. The results themselves are
 * printed in one piece, so that within them a line of another form is damage. One thread at a time.
 */
public final class WrkTextParser {

    private static final Pattern RUNNING = Pattern.compile("Running (\\d+)(s|m) test @ (\\S.*)");
    private static final Pattern THREADS = Pattern.compile("  (\\d{1,18}) threads and (\\d{1,18}) connections");
    private static final Pattern CALIBRATION =
            Pattern.compile("  Thread calibration: mean lat\\.: (\\d+\\.\\d{3})ms, rate sampling interval: (-?\\d+)ms");
    private static final Pattern SENT = Pattern.compile("Sent (\\d{1,18}) requests");
    private static final Pattern HEADER =
            Pattern.compile("  Thread Stats   Avg      Stdev     (99%|Max)   \\+/- Stdev");
    private static final Pattern RESULTS = Pattern.compile("Test Results @ (.*) ");
    private static final String OVERALL = "---------------------------Overall Statistics--------------------------";
    private static final String RECONNECT = "reconnect_socket";
    private static final String EVENT = "##wrk ";

    /** Words that only the results hold: a line with one of them that is no line of the results is damage. */
    private static final List<String> RESULT_WORDS = List.of(
            "Thread Stats   Avg",
            "    Latency   ",
            "    Req/Sec   ",
            "  Latency Distribution",
            "Detailed Percentile spectrum:",
            " requests in ",
            "Requests/sec:",
            "Transfer/sec:",
            "#[Mean",
            "#[Max",
            "#[Buckets",
            "Test Results @",
            "Thread calibration:");

    private static final int KEPT_SCRIPT_LINES = 1000;

    private record Announcement(String url, long threads, long connections) {}

    private final Map<String, Announcement> announced = new LinkedHashMap<>();
    private final List<WrkTextReport> reports = new ArrayList<>();
    private final List<String> scriptOutput = new ArrayList<>();
    private @Nullable WrkTextReport overall;
    private @Nullable String announcing;
    private @Nullable String url;
    private @Nullable WrkResultsReader results;
    private OptionalLong sent = OptionalLong.empty();
    private boolean inOverall;
    private boolean named;
    private long scriptLines;
    private long reconnects;
    private long number;
    private String last = "";

    /** A parser at the beginning of a text. */
    public WrkTextParser() {}

    /** Reads a whole text. */
    public static WrkOutput parse(String text) {
        WrkTextParser parser = new WrkTextParser();
        text.lines().forEach(parser::line);
        return parser.end();
    }

    /**
     * Reads one line, without its line break; lines that begin with {@code ##wrk } are counted and otherwise not looked at.
     *
     * @throws WrkTextException if it is a damaged line of a report
     */
    public void line(String line) {
        number++;
        if (line.startsWith(EVENT)) {
            return;
        }
        last = line;
        if (results != null) {
            if (results.line(number, line)) {
                finish(results);
            }
        } else {
            between(line);
        }
    }

    /**
     * The text has ended.
     *
     * @throws WrkTextException if there is no complete report
     */
    public WrkOutput end() {
        if (results != null) {
            throw new WrkTextException(
                    number,
                    last,
                    "the text ends in the middle of a report, which ends with Transfer/sec. Look for what has ended the program.");
        }
        if (reports.isEmpty() && overall == null) {
            throw new WrkTextException(
                    number,
                    last,
                    number == 0
                            ? "there is no output at all. Look at standard error and the exit code."
                            : "the text ends without a report. Look at standard error and the exit code.");
        }
        if (overall == null && (announced.size() > 1 || reports.size() < announced.size())) {
            throw new WrkTextException(
                    number,
                    last,
                    "the text ends without the Overall Statistics of the " + announced.size()
                            + " URLs that it announces. Look for what has ended the program.");
        }
        return new WrkOutput(reports, Optional.ofNullable(overall), reconnects, scriptOutput, scriptLines);
    }

    private void between(String line) {
        if (line.equals(RECONNECT)) { // first: there may be hundreds of thousands
            reconnects++;
            return;
        }
        Matcher running = RUNNING.matcher(line);
        Matcher threads = THREADS.matcher(line);
        Matcher header = HEADER.matcher(line);
        Matcher resultsOf = RESULTS.matcher(line);
        Matcher sentLine = SENT.matcher(line);
        if (running.matches()) {
            announcing = running.group(3);
        } else if (announcing != null && threads.matches()) {
            announced.put(
                    announcing,
                    new Announcement(announcing, Long.parseLong(threads.group(1)), Long.parseLong(threads.group(2))));
            announcing = null;
        } else if (header.matches()) {
            begin(line, header.group(1));
        } else if (line.equals(OVERALL)) {
            inOverall = true;
        } else if (resultsOf.matches()) {
            named = true;
            url = resultsOf.group(1);
        } else if (sentLine.matches()) {
            sent = OptionalLong.of(Long.parseLong(sentLine.group(1)));
        } else if (!isOrnament(line) && !CALIBRATION.matcher(line).matches()) {
            script(line);
        }
    }

    private void begin(String line, String lastColumn) {
        if (url == null && !inOverall) { // the original and wrk: one URL, told at the start only
            url = announced.keySet().stream().reduce((first, second) -> second).orElse(null);
        }
        Announcement of = url == null ? null : announced.get(url);
        if (of == null && !inOverall) {
            throw new WrkTextException(
                    number,
                    line,
                    "a report without its beginning, the line \"Running ... test @ URL\". Give the whole output.");
        }
        boolean dsb = named || inOverall;
        if (dsb != lastColumn.equals("99%")) {
            throw new WrkTextException(
                    number, line, "the column " + lastColumn + " does not belong to this program's report.");
        }
        results = new WrkResultsReader(dsb);
    }

    private void finish(WrkResultsReader read) {
        Announcement of = inOverall || url == null ? null : announced.get(url);
        WrkTextReport report = read.report(
                of == null ? "" : of.url(), of == null ? 0 : of.threads(), of == null ? 0 : of.connections(), sent);
        if (inOverall) {
            overall = report;
        } else {
            reports.add(report);
        }
        results = null;
        url = null;
        inOverall = false;
        sent = OptionalLong.empty();
    }

    private void script(String line) {
        for (String word : RESULT_WORDS) {
            if (line.contains(word)) {
                throw new WrkTextException(
                        number,
                        line,
                        "\"" + word.trim()
                                + "\" stands in a line that is not of the form of a report: two outputs were mixed, or it is damaged.");
            }
        }
        scriptLines++;
        if (scriptOutput.size() < KEPT_SCRIPT_LINES) {
            scriptOutput.add(line);
        }
    }

    private static boolean isOrnament(String line) {
        return line.isEmpty()
                || line.equals("script_want_response")
                || line.startsWith("filename ")
                || (line.length() >= 58 && line.chars().allMatch(c -> c == '-'));
    }
}
