// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What {@code done()} sees. */
class ScriptStatisticsTest {
    @Test
    void done_reads_the_summary_and_both_histograms() {
        Histogram latencies = new Histogram(1, 86_400_000_000L, 3);
        for (int value = 1; value <= 100; value++) {
            latencies.recordValue(value);
        }
        Histogram rates = new Histogram(1, 86_400_000_000L, 3);
        rates.recordValue(5000);
        String[] script = {
            "function done(summary, latency, requests)",
            "  print(type(latency), #latency, #requests, latency[1], latency[#latency], latency.nosuch)",
            "  print(latency(1)) print(latency(100)) print(latency(101)) print(latency(0)) print(requests(1))",
            "  print(latency.min, latency.max, latency.mean, latency.stdev)",
            "  for _, p in ipairs({0, 50, 90, 99.9, 100, 150}) do print(p, latency:percentile(p)) end",
            "  print(requests.min, requests.max, requests:percentile(50))",
            "  local e = summary.errors",
            "  print(summary.duration, summary.requests, summary.bytes, e.connect, e.read, e.write, e.status, e.timeout)",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            run.script()
                    .done(
                            new ScriptSummary(6002443, 548, 83844, 1, 2, 3, 4, 5),
                            ScriptStatistics.ofLatencies(latencies),
                            ScriptStatistics.ofRequests(rates));

            assertThat(run.printed()).isEqualTo("""
                            userdata\t100\t1\t1\t100\tnosuch
                            1\t1
                            100\t1
                            0\t0
                            0\t0
                            5003\t1
                            1\t100\t50.5\t28.866070047722
                            0\t1
                            50\t50
                            90\t90
                            99.9\t100
                            100\t100
                            150\t100
                            5000\t5000\t5003
                            6002443\t548\t83844\t1\t2\t3\t4\t5
                            """);
        }
    }

    @Test
    void no_samples_read_as_in_wrk2() {
        String[] script = {
            "function done(summary, latency, requests)",
            "  for _, s in ipairs({latency, requests}) do",
            "    print(s.min, s.max, s.mean ~= s.mean, s.stdev ~= s.stdev, #s, s:percentile(99), s[1])",
            "  end",
            "end"
        };
        try (ScriptRun run = ScriptRun.of(script).load()) {
            LuaScriptTest.finish(run.script());

            assertThat(run.printed())
                    .isEqualTo("0\t0\ttrue\ttrue\t0\t0\t0\n1.844674407371e+19\t0\ttrue\ttrue\t0\t0\t0\n");
        }
    }
}
