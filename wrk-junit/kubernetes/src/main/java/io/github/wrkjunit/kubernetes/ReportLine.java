// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The lines that every wrk2 prints by itself: fixed words and numbers, which hold no secret and have to stay readable. Stateless. */
final class ReportLine {

    /** What stands before the URL of a run, which is not the program's own. */
    private static final Pattern BEFORE_URL = Pattern.compile("Running \\d+[sm] test @ |Test Results @ ");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|nan|inf)(us|ms|[smhkKMGT]?B?|%)");
    private static final Pattern PUNCTUATION = Pattern.compile("^[#\\[(-]+|[,:;\\])-]+$");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final Set<String> WORDS = Set.copyOf(List.of(
            "",
            "=",
            "+/-",
            "threads",
            "and",
            "connections",
            "Thread",
            "calibration",
            "mean",
            "lat.",
            "rate",
            "sampling",
            "interval",
            "reconnect_socket",
            "Sent",
            "requests",
            "Overall",
            "Statistics",
            "Stats",
            "Avg",
            "Stdev",
            "Max",
            "Latency",
            "Req/Sec",
            "Distribution",
            "HdrHistogram",
            "Recorded",
            "Uncorrected",
            "measured",
            "without",
            "taking",
            "delayed",
            "starts",
            "into",
            "account",
            "Detailed",
            "Percentile",
            "spectrum",
            "Value",
            "TotalCount",
            "1/(1-Percentile",
            "Mean",
            "StdDeviation",
            "Total",
            "count",
            "Buckets",
            "SubBuckets",
            "in",
            "read",
            "Socket",
            "errors",
            "connect",
            "write",
            "timeout",
            "Non-2xx",
            "or",
            "3xx",
            "responses",
            "Requests/sec",
            "Transfer/sec"));

    private ReportLine() {}

    /** How many characters of the line, from its beginning, are the program's own; all of them in most of its lines. */
    static int ownLength(String line) {
        var beforeUrl = BEFORE_URL.matcher(line);
        if (beforeUrl.lookingAt()) {
            return beforeUrl.end();
        }
        return BLANKS.splitAsStream(line).allMatch(ReportLine::isOwn) ? line.length() : 0;
    }

    private static boolean isOwn(String word) {
        String plain = PUNCTUATION.matcher(word).replaceAll("");
        return WORDS.contains(plain) || NUMBER.matcher(plain).matches();
    }
}
