// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

/**
 * One connection that a server accepted, with or without requests.
 *
 * @param number its number in the order in which they were accepted, from 1
 * @param acceptedUs when it was accepted, in microseconds since the epoch
 * @param endedUs when it ended, in microseconds since the epoch; -1 if the server was killed before
 * @param requests how many complete requests came on it
 * @param partialBytes how many bytes of a request came that never was complete
 */
public record AcceptedConnection(long number, long acceptedUs, long endedUs, int requests, int partialBytes) {

    /** Whether not a single byte came on it. */
    public boolean isSilent() {
        return requests == 0 && partialBytes == 0;
    }
}
