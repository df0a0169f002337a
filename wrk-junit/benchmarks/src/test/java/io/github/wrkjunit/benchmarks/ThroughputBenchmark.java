// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.benchmarks;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.RunningWorkload;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Ten thousand requests a second on two threads for 30 s. */
class ThroughputBenchmark {

    @Test
    void ten_thousand_a_second() throws IOException {
        try (ConstantService service = new ConstantService(Duration.ZERO);
                RunningWorkload load = WorkloadRunner.create().start(spec -> spec.url(service.url())
                        .rate(10_000)
                        .dist(Distribution.EXP)
                        .threads(2)
                        .connections(50)
                        .duration(Duration.ofSeconds(30)))) {
            load.awaitElapsed(Duration.ofSeconds(29));
            String memory = peakMemoryOfTheEngine();
            WorkloadReport report = load.await();
            System.out.println(report);
            System.out.printf(
                    Locale.ROOT,
                    "throughput: offered %,d, without a good answer %,d; achieved %.1f of %.1f/s (%+.2f %%); peak memory %s%n",
                    report.counts().offered().orElseThrow(),
                    report.counts().errors().orElseThrow(),
                    report.achievedRate().orElseThrow(),
                    report.offeredRate().orElseThrow(),
                    100
                            * (report.achievedRate().orElseThrow()
                                            / report.offeredRate().orElseThrow()
                                    - 1),
                    memory);
        }
    }

    /** As Linux tells it. */
    private static String peakMemoryOfTheEngine() throws IOException {
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            Path status = Path.of("/proc", Long.toString(child.pid()), "status");
            if (child.info().commandLine().orElse("").contains("engine.cli.Wrk") && Files.exists(status)) {
                return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .map(line -> line.replaceAll("\\s+", " "))
                        .findFirst()
                        .orElse("unknown");
            }
        }
        return "unknown";
    }
}
