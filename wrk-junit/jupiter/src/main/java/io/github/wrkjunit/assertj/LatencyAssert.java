// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.assertj;

import io.github.wrkjunit.report.InconclusiveException;
import io.github.wrkjunit.report.Latency;
import java.time.Duration;

/**
 * Assertions on the latency of some requests of a load; the report's validity holds for it. Each one throws
 * {@link InconclusiveException} if the report cannot carry the judgement, if there were too few requests to tell this
 * percentile (59 for p95, 299 for p99, 2,995 for p99.9, see {@link Latency#samplesNeeded}), or if the generator did not tell it.
 *
 * <pre>{@code
 * assertThat(report).latency().hasPercentileBelow(50, ofMillis(20)).hasPercentileBelow(99, ofMillis(250));
 * }</pre>
 */
public final class LatencyAssert extends AbstractReportAssert<LatencyAssert, Latency> {

    private final Subject subject;
    private final LatencyView view;

    LatencyAssert(Subject subject, LatencyView view) {
        super(view.latency(), LatencyAssert.class);
        this.subject = subject;
        this.view = view;
    }

    /**
     * The percentile lies below the limit. An unbounded percentile, one that falls among requests without a good answer, fails.
     *
     * <pre>{@code
     * assertThat(report).latency().hasPercentileBelow(99, ofMillis(250));   // passes: p99 was 41 ms
     * assertThat(report).latency().hasPercentileBelow(99, ofMillis(250));   // fails: p99 was 1.84 s
     * }</pre>
     *
     * @param percentile 1 to 100, in per cent
     * @param limit above zero
     * @throws IllegalArgumentException if an argument is outside of that
     */
    public LatencyAssert hasPercentileBelow(double percentile, Duration limit) {
        return settle(LatencyJudge.percentileBelow(subject(), view, percentile, limit));
    }

    /**
     * The percentile is the limit or more: the fault shows. An unbounded percentile passes.
     *
     * <pre>{@code
     * assertThat(report).latency().hasPercentileAtLeast(99, ofSeconds(1));   // passes: p99 was 1.84 s
     * assertThat(report).latency().hasPercentileAtLeast(99, ofSeconds(1));   // fails: p99 was only 41 ms
     * }</pre>
     *
     * @param percentile 1 to 100, in per cent
     * @param limit above zero
     * @throws IllegalArgumentException if an argument is outside of that
     */
    public LatencyAssert hasPercentileAtLeast(double percentile, Duration limit) {
        return settle(LatencyJudge.percentileAtLeast(subject(), view, percentile, limit));
    }

    @Override
    Subject placeless() {
        return subject;
    }
}
