// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

/** How much a wrapper around the user's script makes an unmodified wrk2 tell (wrk2/KUBERNETES.md e). */
public enum WrapperMode {
    /**
     * Latencies of the whole run, per second, with status codes. Needs wrk2's option {@code -P}, which the fork of
     * DeathStarBench has, and up to 40 threads of 999,999 responses each; beyond that it is as {@link #STATUS}.
     */
    SERIES,

    /** The exact histogram of the report and status codes; latencies of the first ten seconds of a longer run are lost. */
    STATUS,

    /** No wrapper: wrk2 is given the user's script itself, and only its text tells what happened. */
    NONE
}
