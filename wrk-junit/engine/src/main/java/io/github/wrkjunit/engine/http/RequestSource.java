// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import java.nio.ByteBuffer;
import java.util.List;

/** Where a thread's requests come from: a fixed request or a script. Confined to its worker thread. */
public interface RequestSource {
    /**
     * The bytes of exactly one HTTP request, between position 0 and limit; valid until the next call. Throws an unchecked
     * exception that ends the run with a message when the script fails.
     */
    ByteBuffer next();

    /** Whether {@link #answered} wants to be called; without it no body is kept. */
    default boolean wantsAnswers() {
        return false;
    }

    /** Tells the script of a complete answer. */
    default void answered(ReceivedAnswer answer) {}

    /** Whether the script has asked that this thread ends ({@code wrk.thread:stop()}). */
    default boolean stopRequested() {
        return false;
    }

    /** What people should know of the requests, whole sentences; asked when the thread has ended. */
    default List<String> warnings() {
        return List.of();
    }
}
