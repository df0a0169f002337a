// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

/**
 * One complete answer as a script sees it: a mutable view that is reused, confined to its worker. The fields are public
 * because this is the hot path: the parser fills them in place and the script's side reads them, with nothing between.
 */
public final class ReceivedAnswer {
    /** The status of the final answer, 200 to 599. */
    public int status;

    /** Raw bytes that hold the headers' names and values. */
    public byte[] head = new byte[4096];

    /** Quadruples of indexes into {@link #head}: name start, name end, value start, value end. */
    public int[] fields = new int[4 * 32];

    /** The number of quadruples in {@link #fields}. */
    public int fieldCount;

    /** The decoded body. */
    public byte[] body = new byte[4096];

    /** The number of bytes in {@link #body}. */
    public int bodyLength;

    /** An answer without headers and body; whoever reads from the network fills it. */
    public ReceivedAnswer() {}
}
