// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

/**
 * A marked stretch of a run, in whole seconds of its timeline.
 *
 * @param firstSecond the second in which it began
 * @param lastSecond the second in which it ended, included
 */
public record ReportWindow(int firstSecond, int lastSecond) {

    /** Such as {@code second 5 to 9}. */
    @Override
    public String toString() {
        return "second " + firstSecond + " to " + lastSecond;
    }
}
