// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Assertions on shares and ranges within many requests. */
final class Mix {
    private Mix() {}

    /** The share of the requests that match is the expected one, within five standard deviations of a fair draw. */
    static void assertShare(List<Request> requests, Predicate<Request> which, double expected) {
        assertShare(requests, requests.stream().filter(which).count(), expected);
    }

    /** This number of the requests is the expected share, within five standard deviations of a fair draw. */
    static void assertShare(List<Request> requests, long count, double expected) {
        double tolerance = 5 * Math.sqrt(requests.size() * expected * (1 - expected));
        assertThat((double) count)
                .isBetween(requests.size() * expected - tolerance, requests.size() * expected + tolerance);
    }

    static List<Request> only(List<Request> requests, String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    /** All lines match the pattern as a whole; the range of its first group's numbers. */
    static IntSummaryStatistics numbers(List<Request> requests, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return requests.stream()
                .mapToInt(request -> {
                    Matcher matcher = compiled.matcher(request.line());
                    assertThat(matcher.matches())
                            .as(request.line() + " like " + pattern)
                            .isTrue();
                    return Integer.parseInt(matcher.group(1));
                })
                .summaryStatistics();
    }

    static void assertRange(IntSummaryStatistics numbers, int min, int max) {
        assertThat(List.of(numbers.getMin(), numbers.getMax())).containsExactly(min, max);
    }
}
