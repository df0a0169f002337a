// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

/** A complete answer: a mutable, reused view. Confined to its worker thread. */
public final class ReceivedAnswer {
    /** The status code. */
    public int status;

    /** Raw bytes that hold the header's names and values. */
    public byte[] head = new byte[4096];

    /** Quadruples of indexes into {@link #head}: name start, name end, value start, value end. */
    public int[] fields = new int[4 * 32];

    /** The number of header fields. */
    public int fieldCount;

    /** The decoded body, or its beginning where it was longer than is kept. */
    public byte[] body = {};

    /** The length of the decoded body in bytes. */
    public int bodyLength;
}
