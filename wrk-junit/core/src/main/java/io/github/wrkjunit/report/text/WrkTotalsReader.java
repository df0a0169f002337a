// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import io.github.wrkjunit.report.text.WrkQuantity.Printed;
import io.github.wrkjunit.report.text.WrkTextReport.SocketErrors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a report from {@code requests in} to {@code Transfer/sec}, and checks that requests, bytes and rates agree. */
final class WrkTotalsReader {

    private static final Pattern TOTALS = Pattern.compile(
            "  (Overall )?(\\d{1,15}) requests in (\\d{1,12}\\.\\d{2})(us|ms|s|m), (\\d{1,12}\\.\\d{2})([KMGT]?)B read");
    private static final Pattern ERRORS = Pattern.compile(
            "  Socket errors: connect (\\d{1,15}), read (\\d{1,15}), write (\\d{1,15}), timeout (\\d{1,15})");
    private static final Pattern BAD_STATUS = Pattern.compile("  Non-2xx or 3xx responses: (\\d{1,15})");
    private static final Pattern RATE = Pattern.compile("Requests/sec: +(\\d{1,15}\\.\\d{2}|inf|-?nan)");
    private static final Pattern TRANSFER = Pattern.compile("Transfer/sec: +(\\d{1,12}\\.\\d{2}|inf|-?nan)([KMGT]?)B");

    private enum Expected {
        TOTALS("a latency block or the line \"N requests in\""),
        ERRORS_OR_RATE("Socket errors, Non-2xx or 3xx responses or Requests/sec"),
        STATUS_OR_RATE("Non-2xx or 3xx responses or Requests/sec"),
        RATE("Requests/sec"),
        TRANSFER("Transfer/sec");

        private final String words;

        Expected(String words) {
            this.words = words;
        }
    }

    private final boolean overall;
    private Expected expected = Expected.TOTALS;
    private long requests;
    private Printed durationUs = new Printed(0, 0);
    private Printed bytes = new Printed(0, 0);
    private SocketErrors errors = SocketErrors.NONE;
    private long badStatus;
    private double requestsPerSecond;

    WrkTotalsReader(boolean overall) {
        this.overall = overall;
    }

    boolean begun() {
        return expected != Expected.TOTALS;
    }

    /** Reads a line; true if it was the last one. */
    boolean line(String line) {
        switch (expected) {
            case TOTALS -> totals(match(TOTALS, line));
            case ERRORS_OR_RATE, STATUS_OR_RATE, RATE -> errorsOrRate(line);
            case TRANSFER -> {
                transfer(match(TRANSFER, line));
                return true;
            }
        }
        return false;
    }

    long requests() {
        return requests;
    }

    Printed durationUs() {
        return durationUs;
    }

    Printed bytes() {
        return bytes;
    }

    SocketErrors errors() {
        return errors;
    }

    long badStatus() {
        return badStatus;
    }

    double requestsPerSecond() {
        return requestsPerSecond;
    }

    private void totals(Matcher matcher) {
        if (overall != (matcher.group(1) != null)) {
            throw new IllegalArgumentException("expected was "
                    + (overall ? "the sum, \"Overall N requests in\"." : "the report of one URL, not the sum."));
        }
        requests = Long.parseLong(matcher.group(2));
        durationUs = WrkQuantity.timeUs(matcher.group(3), matcher.group(4));
        bytes = WrkQuantity.binary(matcher.group(5), matcher.group(6));
        expected = Expected.ERRORS_OR_RATE;
    }

    private void errorsOrRate(String line) {
        Matcher socket = ERRORS.matcher(line);
        Matcher status = BAD_STATUS.matcher(line);
        if (!overall && expected == Expected.ERRORS_OR_RATE && socket.matches()) {
            errors = new SocketErrors(
                    Long.parseLong(socket.group(1)),
                    Long.parseLong(socket.group(2)),
                    Long.parseLong(socket.group(3)),
                    Long.parseLong(socket.group(4)));
            expected = Expected.STATUS_OR_RATE;
        } else if (!overall && expected != Expected.RATE && status.matches()) {
            badStatus = Long.parseLong(status.group(1));
            if (badStatus > requests) {
                throw new IllegalArgumentException(requests + " requests cannot have " + badStatus + " bad statuses.");
            }
            expected = Expected.RATE;
        } else {
            rate(match(RATE, line));
            expected = Expected.TRANSFER;
        }
    }

    private void rate(Matcher matcher) {
        Printed rate = number(matcher.group(1), "");
        requestsPerSecond = rate.value();
        check(new Printed(requests, 0), rate, requests + " requests");
    }

    private void transfer(Matcher matcher) {
        check(bytes, number(matcher.group(1), matcher.group(2)), bytes.value() + " bytes");
    }

    /** A quotient of no time is no number. */
    private static Printed number(String text, String unit) {
        return Character.isDigit(text.charAt(0)) ? WrkQuantity.binary(text, unit) : new Printed(Double.NaN, 0);
    }

    private void check(Printed amount, Printed rate, String what) {
        double least = amount.least() / (durationUs.most() / 1e6);
        double most = amount.most() / (durationUs.least() / 1e6); // infinite, or no number, where it took no time
        boolean possible = Double.isNaN(rate.value())
                ? durationUs.least() <= 0
                : rate.most() >= least * (1 - 1e-9) && !(rate.least() > most * (1 + 1e-9));
        if (!possible) {
            throw new IllegalArgumentException(
                    what + " in " + durationUs.value() / 1e6 + " s are not " + rate.value() + " a second.");
        }
    }

    private Matcher match(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected was " + expected.words + ".");
        }
        return matcher;
    }
}
