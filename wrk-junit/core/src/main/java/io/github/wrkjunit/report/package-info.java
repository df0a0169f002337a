// SPDX-License-Identifier: Apache-2.0
/** What was measured: counts that add up, latency, timeline, validity. */
@NullMarked
package io.github.wrkjunit.report;

import org.jspecify.annotations.NullMarked;
