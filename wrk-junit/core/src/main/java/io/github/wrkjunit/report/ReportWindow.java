// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

/** A marked stretch of a run: whole seconds since the clock's start, both included. */
record ReportWindow(int firstSecond, int lastSecond) {}
