// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static final Pattern STATISTICS =
            Pattern.compile("  Thread Stats   Avg      Stdev     (99%|Max)   \\+/- Stdev");
    private static final String EVENT = "##wrk ";

    private final WrkRunLines run = new WrkRunLines();
    private final List<WrkTextReport> reports = new ArrayList<>();
    private @Nullable WrkTextReport overall;
    private @Nullable WrkHeading heading;
    private @Nullable WrkResultsReader results;
    private long number;
    private String last = "";

    /** A parser at the beginning of a text. */
    public WrkTextParser() {}

    /**
     * Reads a whole text, whose lines are those of {@link SavedLines}.
     *
     * @throws WrkTextException if it is no complete report, or a damaged one
     */
    public static WrkOutput parse(String text) {
        try {
            return parse(SavedLines.of(new ByteArrayInputStream(text.getBytes(UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    /**
     * Reads a file as UTF-8, whose lines are those of {@link SavedLines}; other bytes, which a script may print, are replaced.
     *
     * @throws IOException if it cannot be read
     * @throws WrkTextException if it is no complete report, or a damaged one
     */
    public static WrkOutput parse(Path file) throws IOException {
        try (SavedLines lines = SavedLines.of(file)) {
            return parse(lines);
        }
    }

    private static WrkOutput parse(SavedLines lines) throws IOException {
        WrkTextParser parser = new WrkTextParser();
        for (String line = lines.next(); line != null; line = lines.next()) {
            parser.line(line);
        }
        return parser.end();
    }

    /**
     * Reads one line, without its line break; lines that begin with {@code ##wrk } are counted and otherwise not looked at. Blanks
     * at its end are not looked at either, because editors add them and take them away.
     *
     * @throws WrkTextException if it is a damaged line of a report; the parser is of no use from there on
     */
    public void line(String printed) {
        number++;
        if (printed.startsWith(EVENT)) {
            return;
        }
        String line = printed.stripTrailing();
        last = line;
        if (results != null) {
            if (results.line(number, line)) {
                finish(results);
            }
        } else {
            between(line);
        }
    }

    /** Counts lines that were left out, because another program has printed them. */
    public void skipped(long lines) {
        number += lines;
    }

    /**
     * The text has ended.
     *
     * @throws WrkTextException if there is no complete report
     */
    public WrkOutput end() {
        if (results != null || heading != null) {
            throw problem(
                    "the text ends in the middle of a report, which ends with Transfer/sec. Look for what has ended the program.");
        }
        if (number == 0) {
            throw problem("there is no output at all. Look at standard error and the exit code.");
        }
        if (reports.isEmpty() && overall == null) {
            throw problem("the text ends without a report"
                    + run.failure()
                            .map(line -> ", after \"" + WrkTextException.shown(line) + "\"")
                            .orElse("") + ". Look at standard error and the exit code.");
        }
        if (overall == null && run.announced().size() > 1) {
            throw problem("the text ends without the Overall Statistics of the "
                    + run.announced().size() + " URLs that it announces. Look for what has ended the program.");
        }
        return new WrkOutput(
                run.announced().stream().map(WrkAnnouncement::url).toList(),
                reports,
                Optional.ofNullable(overall),
                run.calibrations(),
                run.reconnects(),
                run.scriptOutput(),
                run.scriptLines());
    }

    private void between(String line) {
        Matcher statistics = STATISTICS.matcher(line);
        if (statistics.matches()) {
            begin(statistics.group(1).equals("99%"));
        } else if (heading != null) {
            heading.line(number, line);
        } else {
            outside(line);
        }
    }

    private void outside(String line) {
        Optional<WrkHeading> begun = WrkHeading.of(line);
        if (begun.isPresent()) {
            demandMore();
            heading = begun.get();
            return;
        }
        int before = run.announced().size();
        run.line(number, line, !reports.isEmpty());
        if (run.announced().size() > before && (!reports.isEmpty() || overall != null)) {
            throw problem("a run begins after the results of another one. Keep each run's output apart.");
        }
    }

    private void begin(boolean dsb) {
        demandMore();
        List<WrkAnnouncement> announced = run.announced();
        if (announced.isEmpty()) {
            throw problem(
                    "a report without its beginning, the line \"Running ... test @ URL\". Give the whole output.");
        }
        if (dsb != (heading != null && heading.complete())) {
            throw problem((dsb
                            ? "the column 99% comes after \"Test Results @\" only"
                            : "the column Max comes without a heading")
                    + ". The report is damaged or mixed with other output: keep each run's apart.");
        }
        boolean sum = heading != null && heading.url().isEmpty();
        if (sum
                ? announced.size() < 2 || (!reports.isEmpty() && reports.size() < announced.size())
                : !dsb && announced.size() > 1) {
            throw problem("this report does not belong to a run on " + announced.size()
                    + " URLs. Keep each run's output apart.");
        }
        if (heading != null && heading.url().isPresent()) {
            String url = heading.url().get();
            if (!url.equals(announced.get(reports.size()).url())) {
                throw problem("a report on " + url + " where one on "
                        + announced.get(reports.size()).url() + " was announced. Keep each run's output apart.");
            }
        }
        results = new WrkResultsReader(dsb, sum);
    }

    private void demandMore() {
        if (overall != null || (!reports.isEmpty() && run.announced().size() == 1)) {
            throw problem("a report after the last one of its run. Keep each run's output apart.");
        }
    }

    private void finish(WrkResultsReader read) {
        OptionalLong sent = heading == null ? OptionalLong.empty() : heading.sent();
        boolean calibrated = !run.calibrations().isEmpty();
        if (heading != null && heading.url().isEmpty()) {
            WrkTextReport sum = read.report(WrkAnnouncement.NONE, sent, calibrated);
            long requests = reports.stream().mapToLong(WrkTextReport::requests).sum();
            if (!reports.isEmpty() && sum.requests() != requests) {
                throw problem("the sum says " + sum.requests() + " requests, its reports " + requests
                        + ". The report is damaged or mixed with other output: keep each run's apart.");
            }
            overall = sum;
        } else {
            reports.add(read.report(run.announced().get(reports.size()), sent, calibrated));
        }
        results = null;
        heading = null;
    }

    private WrkTextException problem(String problem) {
        return new WrkTextException(number, last, problem);
    }
}
