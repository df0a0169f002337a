// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options that DeathStarBench's wrk2 has and another one may not, such as giltene's (wrk2/SPEC.md a.2): it prints its usage, for some
 * without any other word, and ends. Nothing was sent then. Stateless.
 */
final class UnknownOptions {

    private static final String SERIES = "-P";
    private static final List<String> OF_THE_FORK = List.of("-D", SERIES, "-r", "-R");

    /** As glibc and musl put it. */
    private static final Pattern REFUSED =
            Pattern.compile("\\S+: (?:invalid|unrecognized) option(?: --|:) '?(\\w)'?.*");

    private UnknownOptions() {}

    /** The cause; empty if the program knows them all, or does not say. */
    static Optional<Cause> of(WatchedContainer seen) {
        List<String> unknown = OF_THE_FORK.stream()
                .filter(seen.words()::contains)
                .filter(option ->
                        isRefused(seen, option) || isMissing(seen.view().log(), option))
                .toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(cause(unknown));
    }

    private static boolean isMissing(LogExcerpt log, String option) {
        return !log.options().isEmpty() && !log.options().contains(option);
    }

    private static boolean isRefused(WatchedContainer seen, String option) {
        return seen.view().log().causes().stream()
                .map(line -> REFUSED.matcher(line.text()))
                .filter(Matcher::matches)
                .anyMatch(refused -> option.equals("-" + refused.group(1)));
    }

    private static Cause cause(List<String> unknown) {
        String what =
                "failed: the wrk2 of its image does not know " + (unknown.size() == 1 ? "the option " : "the options ")
                        + inWords(unknown) + ", and printed its usage.";
        return unknown.equals(List.of(SERIES))
                ? new Cause(
                        what,
                        "Set wrk.kubernetes.wrapper to status, which does without it and without the course by second, or"
                                + " wrk.kubernetes.image to DeathStarBench's wrk2, such as"
                                + " deathstarbench/wrk2-client:latest.")
                : new Cause(
                        what,
                        "Set wrk.kubernetes.image to DeathStarBench's wrk2, such as deathstarbench/wrk2-client:latest: no"
                                + " setting does without them, because another wrk2 sends and measures in another way.");
    }

    private static String inWords(List<String> options) {
        int last = options.size() - 1;
        return last == 0 ? options.get(0) : String.join(", ", options.subList(0, last)) + " and " + options.get(last);
    }
}
