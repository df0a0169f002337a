// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import org.jspecify.annotations.Nullable;

/**
 * Parses one answer after another of a connection, from bytes that come in any pieces. HTTP/1.0 and 1.1 as servers really
 * send it: informational answers are read over, bodies end by length, chunks or the connection's end. Allocates only when a
 * head or a kept body is larger than any before, or a large body's memory was given back. Confined to its worker thread.
 */
public final class ResponseParser {

    /** How far the answer has come. */
    public enum State {
        /** More bytes are needed. */
        RECEIVING,
        /** The answer is complete. */
        COMPLETE,
        /** This is not HTTP/1. */
        MALFORMED
    }

    private static final int SWITCHING_PROTOCOLS = 101;

    private final @Nullable BodyBudget budget;
    private final ReceivedAnswer answer = new ReceivedAnswer();
    private final ResponseHead head = new ResponseHead(answer);
    private final ChunkedFraming chunks = new ChunkedFraming();

    private State state = State.COMPLETE;
    private boolean toHead;
    private boolean framed;
    private long remaining;
    private int bodyLength;
    private boolean bodyCut;

    /** A parser that keeps decoded bodies for {@link #answer()} as far as the budget goes; without one, it counts their bytes only. */
    public ResponseParser(@Nullable BodyBudget budget) {
        this.budget = budget;
        if (budget != null) {
            answer.body = BodyBudget.first();
        }
    }

    /**
     * Makes ready for the next answer.
     *
     * @param toHead whether it answers a HEAD and so has no body
     */
    public void begin(boolean toHead) {
        this.toHead = toHead;
        state = State.RECEIVING;
        framed = false;
        bodyLength = 0;
        bodyCut = false;
        if (budget != null) {
            answer.body = budget.next(answer.body);
        }
        head.clear();
    }

    /** How far the answer has come. */
    public State state() {
        return state;
    }

    /** The status of a complete answer. */
    public int status() {
        return head.status();
    }

    /** Whether the connection may carry another request after this complete answer. */
    public boolean keepAlive() {
        return head.keepAlive() && remaining != ResponseHead.UNTIL_CLOSE;
    }

    /** Whether the body is longer than what was kept of it. */
    public boolean isBodyCut() {
        return bodyCut;
    }

    /** The complete answer; valid until {@link #begin}. Its body is empty unless bodies are kept. */
    public ReceivedAnswer answer() {
        head.show(answer);
        answer.bodyLength = bodyLength;
        return answer;
    }

    /**
     * Takes bytes as long as the answer is incomplete.
     *
     * @return the index behind the last byte taken; less than {@code to} if the answer was complete before, and then what
     *     follows was never asked for
     */
    public int take(byte[] input, int from, int to) {
        int at = from;
        while (at < to && state == State.RECEIVING) {
            if (!framed) {
                at = takeHead(input, at, to);
            } else if (remaining == ResponseHead.CHUNKED) {
                at = takeChunked(input, at, to);
            } else {
                int count = remaining == ResponseHead.UNTIL_CLOSE ? to - at : (int) Math.min(remaining, to - at);
                keep(input, at, count);
                at += count;
                remaining -= remaining > 0 ? count : 0;
                state = remaining == 0 ? State.COMPLETE : State.RECEIVING;
            }
        }
        return at;
    }

    /** Notes the connection's orderly end: completes an answer whose body ends by it. */
    public void endOfStream() {
        if (state == State.RECEIVING && framed && remaining == ResponseHead.UNTIL_CLOSE) {
            state = State.COMPLETE;
        }
    }

    private int takeHead(byte[] input, int from, int to) {
        int at = head.take(input, from, to);
        if (at < 0) {
            state = State.MALFORMED;
            return to;
        }
        if (head.isComplete()) {
            endOfHead();
        }
        return at;
    }

    private void endOfHead() {
        int status = head.status();
        if (status == SWITCHING_PROTOCOLS) { // nobody has asked for it
            state = State.MALFORMED;
        } else if (status < 200) {
            head.clear();
        } else {
            framed = true;
            remaining = toHead || status == 204 || status == 304 ? 0 : head.bodyLength();
            chunks.begin();
            state = remaining == 0 ? State.COMPLETE : State.RECEIVING;
        }
    }

    private int takeChunked(byte[] input, int from, int to) {
        int at = from;
        while (at < to && !chunks.isDone() && !chunks.isBad()) {
            long ahead = chunks.dataAhead();
            if (ahead > 0) {
                int count = (int) Math.min(ahead, to - at);
                keep(input, at, count);
                chunks.dataTaken(count);
                at += count;
            } else {
                chunks.take(input[at++]);
            }
        }
        if (chunks.isBad()) {
            state = State.MALFORMED;
        } else if (chunks.isDone()) {
            state = State.COMPLETE;
        }
        return at;
    }

    private void keep(byte[] input, int from, int count) {
        if (budget == null || bodyCut) {
            return;
        }
        if (bodyLength + count > answer.body.length) {
            answer.body = budget.grow(answer.body, bodyLength + count);
        }
        int kept = Math.min(count, answer.body.length - bodyLength);
        bodyCut = kept < count;
        System.arraycopy(input, from, answer.body, bodyLength, kept);
        bodyLength += kept;
    }
}
