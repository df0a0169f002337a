// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.Optional;

/** What became of one request that was due. Every due request has exactly one outcome. */
public enum Outcome {
    /** Answered with a status of 200 to 299. */
    SUCCESS("2xx", Group.ANSWERED),
    /** Answered with a status of 300 to 399. */
    REDIRECT("3xx", Group.ANSWERED),
    /** Answered with a status of 400 to 499. */
    CLIENT_ERROR("4xx", Group.ANSWERED),
    /** Answered with a status of 500 to 599. */
    SERVER_ERROR("5xx", Group.ANSWERED),
    /** Failed: no connection could be opened when it was the request's turn. */
    CONNECT("connect", Group.FAILED),
    /** Failed: no complete answer within the timeout, counted from the actual send. */
    TIMEOUT("timeout", Group.FAILED),
    /** Failed: the connection ended, by a reset or a close, after the send and before the answer was complete. */
    RESET("reset", Group.FAILED),
    /** Failed: what came back is not HTTP/1.x, or has a final status outside of 200 to 599. */
    MALFORMED("malformed", Group.FAILED),
    /** Sent, and in flight when the run was cut by a stop, a signal or a deadline; or never heard of again. */
    UNANSWERED("unanswered", Group.UNANSWERED),
    /** Due, and still waiting for a connection when the run was over. */
    NOT_SENT("not_sent", Group.NOT_SENT);

    /** The four terms of {@code offered = not sent + answered + failed + unanswered}. */
    public enum Group {
        /** A complete HTTP answer came, whatever its status. */
        ANSWERED,
        /** It is known that no complete answer will come. */
        FAILED,
        /** Nobody knows: the run was cut. */
        UNANSWERED,
        /** It never left the generator. */
        NOT_SENT
    }

    private final String key;
    private final Group group;

    Outcome(String key, Group group) {
        this.key = key;
        this.group = group;
    }

    /** The name in events and JSON files: {@code 2xx}, {@code timeout}, {@code not_sent}. */
    public String key() {
        return key;
    }

    /** The term of the accounting equation that this outcome belongs to. */
    public Group group() {
        return group;
    }

    /** Whether this is a good answer: 2xx or 3xx. */
    public boolean isGood() {
        return this == SUCCESS || this == REDIRECT;
    }

    /** The outcome of a final answer with this status; {@link #MALFORMED} outside of 200 to 599. */
    public static Outcome ofStatus(int status) {
        return switch (status / 100) {
            case 2 -> SUCCESS;
            case 3 -> REDIRECT;
            case 4 -> CLIENT_ERROR;
            case 5 -> SERVER_ERROR;
            default -> MALFORMED;
        };
    }

    /** The outcome with this {@link #key()}; empty for any other text. */
    public static Optional<Outcome> ofKey(String key) {
        for (Outcome outcome : values()) {
            if (outcome.key.equals(key)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
