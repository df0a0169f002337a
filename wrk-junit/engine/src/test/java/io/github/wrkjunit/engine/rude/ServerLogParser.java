// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a {@link LogWriter}. One thread at a time. */
final class ServerLogParser {
    private static final int SHOWN_LINES = 30;

    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final List<AcceptedConnection> connections = new ArrayList<>();
    private boolean complete;

    private ServerLogParser() {}

    /** Throws IllegalStateException with the line if there is one that no server writes, or a contradiction. */
    static ServerLog parse(List<String> lines) {
        var parser = new ServerLogParser();
        for (int i = 0; i < lines.size(); i++) {
            try {
                parser.line(lines.get(i));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalStateException(
                        "Line " + (i + 1) + " of the server's output is no entry of its log: \"" + lines.get(i)
                                + "\". If it belongs to a stack trace, mend the server; from there on:\n"
                                + String.join("\n", lines.subList(i, Math.min(lines.size(), i + SHOWN_LINES))),
                        e);
            }
        }
        return new ServerLog(parser.requests, parser.connections, parser.complete);
    }

    private void line(String line) {
        String[] words = line.split(" ", 7);
        switch (words[0]) {
            case "port" -> Integer.parseInt(words[1]);
            case "accepted" -> accepted(number(words[1]), number(words[2]));
            case "received" -> received(words);
            case "done" -> done(number(words[1]), number(words[2]), Deed.valueOf(words[3]), count(words[4]));
            case "ended" -> ended(number(words[1]), number(words[2]), count(words[3]), count(words[4]));
            case "stopped" -> complete = true;
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private void accepted(long connection, long nowUs) {
        check(connection == connections.size() + 1);
        connections.add(new AcceptedConnection(connection, nowUs, -1, 0, 0));
    }

    private void received(String[] words) {
        long sequence = number(words[1]);
        check(sequence == requests.size() + 1);
        requests.add(new ReceivedRequest(
                sequence,
                number(words[2]),
                count(words[3]),
                number(words[4]),
                words[6],
                words[5].equals("-") ? "" : words[5],
                Deed.UNFINISHED,
                0,
                -1));
    }

    private void done(long sequence, long nowUs, Deed deed, int status) {
        ReceivedRequest request = requests.get((int) sequence - 1);
        check(request.doneUs() < 0);
        requests.set((int) sequence - 1, request.done(nowUs, deed, status));
    }

    private void ended(long number, long nowUs, int received, int partialBytes) {
        AcceptedConnection connection = connections.get((int) number - 1);
        check(connection.endedUs() < 0);
        connections.set(
                (int) number - 1,
                new AcceptedConnection(number, connection.acceptedUs(), nowUs, received, partialBytes));
    }

    private static void check(boolean consistent) {
        if (!consistent) {
            throw new IllegalArgumentException("It contradicts the lines before it.");
        }
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }

    private static int count(String word) {
        return Integer.parseInt(word);
    }
}
