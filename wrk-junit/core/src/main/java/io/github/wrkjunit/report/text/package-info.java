// SPDX-License-Identifier: Apache-2.0
/** The text of wrk2 and wrk: numbers, statistics, writer and parser, as observed of the programs. */
@NullMarked
package io.github.wrkjunit.report.text;

import org.jspecify.annotations.NullMarked;
