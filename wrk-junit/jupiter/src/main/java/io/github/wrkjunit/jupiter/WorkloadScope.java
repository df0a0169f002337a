// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

/** How many tests look at one run of a load. */
public enum WorkloadScope {
    /** Each test, and each invocation of a repeated or parameterized one, runs the load for itself; the default. */
    METHOD,
    /**
     * One run that all tests of the class look at, those of its nested classes included; it happens when the first of them
     * is about to begin. For annotations on classes only.
     */
    CLASS
}
