// SPDX-License-Identifier: Apache-2.0
/**
 * AssertJ assertions on the report of a load; {@link io.github.wrkjunit.assertj.WorkloadAssertions} is the way in.
 *
 * <p>A judgement has three ends. It passes; it fails with an {@link java.lang.AssertionError} that tells the whole story; or it
 * is {@linkplain io.github.wrkjunit.report.InconclusiveException inconclusive}, because the report cannot carry it in either
 * direction: neither "fast enough" nor "slow, so the fault shows".
 *
 * <p><b>Soft assertions</b> need no class of their own. {@code SoftAssertions} collects the failures, and an inconclusive
 * report ends the block at once, for there is nothing more to learn from it:
 *
 * <pre>{@code
 * SoftAssertions.assertSoftly(softly -> {
 *     softly.check(() -> assertThat(report).hasNoErrors());
 *     softly.check(() -> assertThat(report).latency().hasPercentileBelow(99, ofMillis(250)));
 * });
 * }</pre>
 */
@NullMarked
package io.github.wrkjunit.assertj;

import org.jspecify.annotations.NullMarked;
