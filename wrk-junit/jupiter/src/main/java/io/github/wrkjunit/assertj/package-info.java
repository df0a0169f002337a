// SPDX-License-Identifier: Apache-2.0
/**
 * AssertJ assertions on the report of a load; {@link io.github.wrkjunit.assertj.WorkloadAssertions} is the way in.
 *
 * <p>A judgement has three ends. It passes; it fails with an {@link java.lang.AssertionError} that tells the whole story; or it
 * is {@linkplain io.github.wrkjunit.report.InconclusiveException inconclusive}, because the report cannot carry it in either
 * direction: neither "fast enough" nor "slow, so the fault shows". Of some requests a stock wrk2 does not tell what became of
 * them, or how long they took: lost, still in flight at its end, not measured. A judgement passes or fails if it does so
 * whichever way these fall; where they decide, it is inconclusive and says so.
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
