// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

/** How a thread waits until its next request is due. */
public enum WaitMode {
    /** By the selector's timeout, whose unit is a millisecond: cheap, requests leave up to 1 ms late. */
    ECO,
    /** By a second thread that parks until the next intended start and wakes the selector: some 50 us late. The default. */
    BALANCED,
    /** By polling without a pause: 1 us late, and a whole processor for each thread. Never with as many threads as processors. */
    SPIN
}
