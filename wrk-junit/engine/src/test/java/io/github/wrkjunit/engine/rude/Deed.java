// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

/** What a {@link RudeServer} did about one request that it received. */
public enum Deed {
    /** All bytes of a complete answer were handed to the kernel. Whether the client still wanted them is not known. */
    ANSWERED,
    /** The connection was reset (RST) instead of an answer, or before the answer was complete. */
    RESET,
    /** Nothing was sent and nothing will be; the connection stays open. */
    HUNG,
    /** A part of the answer was sent, then the connection was closed (FIN). */
    TRUNCATED,
    /** Bytes that are not HTTP were sent. */
    GARBAGE,
    /** It arrived on a connection whose sending half the server had closed already (FIN): no byte was sent for it. */
    TOO_LATE,
    /** The client had closed or reset the connection before the answer was complete. */
    ABANDONED,
    /**
     * The server was stopped or killed first. After a kill the answer may still have been on its way: the log tells what
     * was received for sure, and not whether a request without an end was answered.
     */
    UNFINISHED
}
