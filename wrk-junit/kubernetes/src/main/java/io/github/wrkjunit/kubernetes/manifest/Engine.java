// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

/** The program that offers the load in a pod. */
public enum Engine {
    /** An unmodified wrk2 of DeathStarBench, under a wrapper script: the image that AIOpsLab uses. */
    STOCK("stock"),

    /** The engine of the runtime "local": it accounts for every request and reconnects. */
    WRK_JUNIT("wrk-junit"),

    /** {@link #WRK_JUNIT}, and {@link #STOCK} for a load that it cannot offer; the report says which and why. */
    AUTO("auto");

    private final String word;

    Engine(String word) {
        this.word = word;
    }

    /** The word in settings. */
    public String word() {
        return word;
    }
}
