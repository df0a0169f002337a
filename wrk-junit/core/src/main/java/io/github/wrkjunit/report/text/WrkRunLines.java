// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lines outside of reports: announcements, what threads print while they run, and what the script prints. */
final class WrkRunLines {

    private static final Pattern RUNNING = Pattern.compile("Running (\\d{1,15}[sm]) test @ (\\S.*)");
    private static final Pattern THREADS = Pattern.compile("  (\\d{1,15}) threads and (\\d{1,15}) connections");
    private static final Pattern CALIBRATION = Pattern.compile(
            "  Thread calibration: mean lat\\.: (\\d{1,18}\\.\\d{3})ms, rate sampling interval: (-?\\d{1,15})ms");
    private static final Pattern DASHES = Pattern.compile("-{58}|-{71}");
    private static final String RUN = "Running ";
    private static final String RECONNECT = "reconnect_socket";
    private static final double NONE_RECORDED_MS = 9e15; // what the program makes of a mean that is no number

    /** Words of the program's own lines: with one of them in it, a line that is none of these is damage. */
    private static final Pattern OWN_WORDS = Pattern.compile(
            "Running \\d+[sm] test @ |Thread calibration:|reconnect_socket"
                    + "|Test Results @ |Overall Statistics---|Thread Stats   Avg|^    Latency   |^    Req/Sec   "
                    + "|^  Latency Distribution($| \\(Hdr)|Detailed Percentile spectrum:|#\\[Mean|#\\[Max|#\\[Buckets"
                    + "|\\d requests in \\d+\\.\\d\\d(us|ms|s|m), |^Requests/sec:|Requests/sec: +\\d|^Transfer/sec:|Transfer/sec: +\\d");

    private static final int KEPT_LINES = 1000;
    private static final int KEPT_CHARACTERS = 1000;

    private final List<WrkAnnouncement> announced = new ArrayList<>();
    private final List<WrkOutput.Calibration> calibrations = new ArrayList<>();
    private final List<String> scriptOutput = new ArrayList<>();
    private long scriptLines;
    private long reconnects;
    private @Nullable String failure;
    private @Nullable String announcedUrl;
    private String announcedDuration = "";

    List<WrkAnnouncement> announced() {
        return announced;
    }

    List<WrkOutput.Calibration> calibrations() {
        return calibrations;
    }

    long reconnects() {
        return reconnects;
    }

    List<String> scriptOutput() {
        return scriptOutput;
    }

    /** The first line that tells of a failure, where standard error is in the same stream. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    long scriptLines() {
        return scriptLines;
    }

    /**
     * Reads a line.
     *
     * @param done whether a report was read already, so that what follows is the script's function {@code done}, which may
     *     well print a summary of its own
     */
    void line(long number, String line, boolean done) {
        if (line.equals(RECONNECT)) { // first: there may be hundreds of thousands
            reconnects++;
            return;
        }
        Matcher running = RUNNING.matcher(line);
        Matcher threads = THREADS.matcher(line);
        Matcher calibration = CALIBRATION.matcher(line);
        if (running.matches()) {
            announcedDuration = running.group(1);
            announcedUrl = running.group(2);
        } else if (announcedUrl != null && threads.matches()) {
            announced.add(new WrkAnnouncement(
                    announcedUrl,
                    Long.parseLong(threads.group(1)),
                    Long.parseLong(threads.group(2)),
                    announcedDuration));
            announcedUrl = null;
        } else if (calibration.matches()) {
            double meanMs = Double.parseDouble(calibration.group(1));
            calibrations.add(new WrkOutput.Calibration(
                    meanMs >= NONE_RECORDED_MS ? OptionalDouble.empty() : OptionalDouble.of(meanMs * 1000),
                    Long.parseLong(calibration.group(2))));
        } else if (!isOrnament(line)) {
            script(number, line, done);
        }
    }

    private void script(long number, String line, boolean done) {
        Matcher own = OWN_WORDS.matcher(line);
        if (!done
                && own.find()
                && (!announced.isEmpty() || announcedUrl != null || own.group().startsWith(RUN))) {
            if (own.group().startsWith(RUN)) {
                throw behind(number, line, own);
            }
            throw new WrkTextException(
                    number,
                    line,
                    "\"" + own.group().trim()
                            + "\" stands in a line that the program does not print so: it is damaged, or two outputs are mixed in it."
                            + " Keep each run's output apart, and end what a script prints with a line break.");
        }
        if (failure == null) {
            failure = WrkErrorText.of(line)
                    .filter(found -> found.kind() != WrkErrorText.Kind.REQUEST) // a script's own words may read so
                    .map(WrkErrorText::text)
                    .orElse(null);
        }
        scriptLines++;
        if (scriptOutput.size() < KEPT_LINES) {
            scriptOutput.add(line.length() > KEPT_CHARACTERS ? line.substring(0, KEPT_CHARACTERS) : line);
        }
    }

    private static WrkTextException behind(long number, String line, Matcher run) {
        return new WrkTextException(
                number,
                line,
                "\"" + run.group().trim() + "\" stands behind \""
                        + WrkTextException.shown(line.substring(0, run.start()))
                        + "\", which the program does not print there. If each line begins so, take that away."
                        + " If a script has printed it, end what it prints with a line break.");
    }

    private static boolean isOrnament(String line) {
        return line.isEmpty()
                || line.equals("script_want_response")
                || line.startsWith("filename ")
                || DASHES.matcher(line).matches();
    }
}
