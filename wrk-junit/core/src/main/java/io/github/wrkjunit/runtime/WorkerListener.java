// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

/** Takes the lines that a worker prints: each method is called in order, from one thread at a time; they may run at once. */
public interface WorkerListener {

    /** A line of standard output, without its line break. */
    void output(String line);

    /** A line of standard error, without its line break. */
    void error(String line);

    /** A line for the person who waits, such as where the worker is and how to look at it; no output of it. Ignored by default. */
    default void note(String line) {}

    /** A whole sentence that a reader of the report should know, such as that less is measured than was asked for; a note by default. */
    default void warning(String sentence) {
        note(sentence);
    }
}
