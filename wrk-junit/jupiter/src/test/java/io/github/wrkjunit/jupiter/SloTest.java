// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.report.InconclusiveException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SloTest {

    @TempDir
    Path evidence;

    @Test
    void passes_a_test_whose_objectives_are_met() {
        assertThat(TestCaseRun.in(evidence).of(MetTestCase.class).outcomes())
                .isEqualTo(Map.of(
                        "errors()", "SUCCESSFUL",
                        "latency()", "SUCCESSFUL",
                        "operation()", "SUCCESSFUL",
                        "nearer()", "SUCCESSFUL",
                        "optedOut()", "SUCCESSFUL"));
    }

    @Test
    void tells_the_whole_story_of_an_objective_that_is_not_met() {
        TestCaseRun run = TestCaseRun.in(evidence).of(BrokenTestCase.class, "slow");

        Path report = evidence.resolve("SloTest.BrokenTestCase/slow/workload/report.json");
        assertThat(run.failure())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("SloTest.BrokenTestCase.slow(): 99 % of the requests should have taken less than 250 ms,\n"
                        + "  but p99 was 2 s (over all 500 requests, measured from the intended start).\n"
                        + "  offered 500 (100/s for 5 s, exp, seed 7) = 500 answered (500 2xx) + 0 unanswered + 0 not sent\n"
                        + "  evidence: " + report + ", raw.txt      again: fake http://localhost:5000/slow");
    }

    @Test
    void shows_no_frame_of_its_own() {
        assertThat(TestCaseRun.in(evidence)
                        .of(BrokenTestCase.class, "slow")
                        .failure()
                        .getStackTrace())
                .isNotEmpty()
                .noneMatch(frame -> frame.getClassName().startsWith("io.github.wrkjunit.jupiter.SloVerdict")
                        || frame.getClassName().startsWith("io.github.wrkjunit.jupiter.WorkloadExtension"));
    }

    @Test
    void tells_all_broken_objectives_at_once() {
        TestCaseRun run = TestCaseRun.in(evidence).of(BrokenTestCase.class, "errors");

        Path report = evidence.resolve("SloTest.BrokenTestCase/errors/workload/report.json");
        assertThat(run.failure())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("SloTest.BrokenTestCase.errors(): 2 objectives are not met:\n"
                        + "  - less than 0.5 % of the requests should have ended without a good answer,\n"
                        + "    but 5 of 500 did (1.00 %).\n"
                        + "  - 99.4 % of the requests of GET /errors should have taken less than 1 s,\n"
                        + "    but p99.4 was unbounded (1.0 % of the requests got no good answer) (over all 500 requests, measured from the"
                        + " intended start).\n"
                        + "  offered 500 (100/s for 5 s, exp, seed 7) = 500 answered (495 2xx, 5 503) + 0 unanswered + 0 not sent\n"
                        + "  evidence: " + report + ", raw.txt      again: fake http://localhost:5000/errors");
    }

    @Test
    void names_the_load_where_there_are_several() {
        TestCaseRun run = TestCaseRun.in(evidence).of(SeveralTestCase.class);

        Path report = evidence.resolve("SloTest.SeveralTestCase/several/b/report.json");
        assertThat(run.failure())
                .hasMessage(
                        "SloTest.SeveralTestCase.several(): load \"b\": 99 % of the requests should have taken less than 1 s,\n"
                                + "  but p99 was 2 s (over all 500 requests, measured from the intended start).\n"
                                + "  load \"b\": offered 500 (100/s for 5 s, exp, seed 7) = 500 answered (500 2xx) + 0 unanswered + 0 not sent\n"
                                + "  evidence: " + report + ", raw.txt      again: fake http://localhost:5000/slow");
    }

    @Test
    void ends_in_error_where_the_report_cannot_carry_the_verdict() {
        TestCaseRun run = TestCaseRun.in(evidence).of(InconclusiveTestCase.class, "few");

        Path report = evidence.resolve("SloTest.InconclusiveTestCase/few/workload/report.json");
        assertThat(run.failure())
                .isExactlyInstanceOf(InconclusiveException.class)
                .hasMessage(
                        "SloTest.InconclusiveTestCase.few(): whether 99 % of the requests took less than 1 s cannot be told: p99"
                                + " needs 299 requests or more, and there were 200. Offer a higher rate or a longer duration, or judge no percentile above p98.\n"
                                + "  offered 200 (100/s for 2 s, exp, seed 7) = 200 answered (200 2xx) + 0 unanswered + 0 not sent\n"
                                + "  evidence: " + report + ", raw.txt      again: fake http://localhost:5000");
    }

    @Test
    void judges_no_report_of_a_late_generator_and_no_operation_that_was_not_offered() {
        assertThat(TestCaseRun.in(evidence)
                        .of(InconclusiveTestCase.class, "late")
                        .failure())
                .isExactlyInstanceOf(InconclusiveException.class)
                .hasMessageStartingWith(
                        "SloTest.InconclusiveTestCase.late(): whether 99 % of the requests took less than 1 s cannot be told: The generator");
        assertThat(TestCaseRun.in(evidence)
                        .of(InconclusiveTestCase.class, "operation")
                        .failure())
                .isExactlyInstanceOf(InconclusiveException.class)
                .hasMessageStartingWith(
                        "SloTest.InconclusiveTestCase.operation(): whether 99 % of the requests of GET /nowhere took less than 1 s cannot be"
                                + " told: No request of operation \"GET /nowhere\" was offered. There were: GET /.\n  offered 500");
    }

    @Test
    void judges_no_share_of_errors_that_is_too_small_to_be_seen() {
        assertThat(TestCaseRun.in(evidence)
                        .of(InconclusiveTestCase.class, "rare")
                        .failure())
                .isExactlyInstanceOf(InconclusiveException.class)
                .hasMessageStartingWith(
                        "SloTest.InconclusiveTestCase.rare(): whether less than 0.1 % of the requests ended without a good answer cannot be"
                                + " told: A share of 0.1 % needs 2,995 requests or more, and there were 500. Offer a higher rate or a longer duration, or judge a larger share.\n"
                                + "  offered 500");
    }

    @Test
    void aborts_inconclusive_dynamic_tests_and_those_that_judge_after_their_method_too() {
        TestCaseRun run =
                TestCaseRun.in(evidence).with("wrk.inconclusive", "abort").of(LateVerdictTestCase.class);

        assertThat(run.outcomes())
                .isEqualTo(Map.of("dynamic", "ABORTED: nobody knows", "judged()", "ABORTED: nobody knows either"));
    }

    @Test
    void aborts_an_inconclusive_test_if_so_set() {
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.inconclusive", "abort")
                        .of(InconclusiveTestCase.class, "few")
                        .failure())
                .isExactlyInstanceOf(TestAbortedException.class)
                .hasCauseExactlyInstanceOf(InconclusiveException.class)
                .hasMessageStartingWith("SloTest.InconclusiveTestCase.few(): whether 99 % of the requests");
        assertThat(TestCaseRun.in(evidence)
                        .with("wrk.inconclusive", "abort")
                        .of(InconclusiveTestCase.class, "thrown")
                        .failure())
                .isExactlyInstanceOf(TestAbortedException.class)
                .hasMessage("nobody knows");
        assertThat(TestCaseRun.in(evidence)
                        .of(InconclusiveTestCase.class, "thrown")
                        .failure())
                .isExactlyInstanceOf(InconclusiveException.class)
                .hasMessage("nobody knows");
    }

    @Test
    void refuses_objectives_that_say_nothing() {
        TestCaseRun run = TestCaseRun.in(evidence).of(WrongTestCase.class, "wrong");

        String place = "@Slo on SloTest.WrongTestCase.wrong(): ";
        assertThat(run.log()).isEmpty();
        assertThat(run.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("8 problems:\n"
                        + "  - " + place
                        + "it demands nothing. Set p = 99, below = \"250ms\", or errorsBelow = \"0.1%\".\n"
                        + "  - " + place
                        + "p = 99 says nothing without a limit. Set below, such as below = \"250ms\".\n"
                        + "  - " + place + "below = \"1s\" says nothing without a percentile. Set p, such as p = 99.\n"
                        + "  - " + place
                        + "percentile 101.0 is outside of (0, 100]. Use one from 1 to 100, such as 50, 99 or 99.9.\n"
                        + "  - " + place + "below \"1 sec\" is not a time above 0. Use 500ms, 30s, 2m or 1h.\n"
                        + "  - " + place
                        + "errorsBelow \"0.1\" is not a share above 0 %, up to 100 %. Use one such as 0.1%.\n"
                        + "  - " + place
                        + "errorsBelow \"0%\" is not a share above 0 %, up to 100 %. Use one such as 0.1%.\n"
                        + "  - " + place + "no load is named \"b\". There is: a.");
    }

    @Test
    void refuses_the_percentiles_that_the_assertion_refuses_before_the_load_starts() {
        TestCaseRun run = TestCaseRun.in(evidence).of(WrongTestCase.class, "shareAsPercentile");

        assertThat(run.log()).isEmpty();
        assertThat(run.failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@Slo on SloTest.WrongTestCase.shareAsPercentile(): percentile 0.99 would be among the fastest 1 % of the"
                                + " requests. Percentiles are per cent: use one from 1 to 100, such as 50, 99 or 99.9.");
    }

    @Test
    void refuses_to_judge_nothing() {
        assertThat(TestCaseRun.in(evidence).of(WrongTestCase.class, "alone").failure())
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@Slo on SloTest.WrongTestCase.alone(): there is no load to judge. Add @WithWorkload(rate = ...), or take"
                                + " @Slo away.");
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, duration = "5s", seed = 7)
    @Slo(p = 99, below = "5ms")
    static class MetTestCase {
        @Test
        @Slo(p = 99, below = "250ms")
        @Slo(p = 95, below = "11ms")
        void latency() {}

        @Test
        @WithWorkload(path = "/errors")
        @Slo(p = 99, below = "250ms")
        @Slo(errorsBelow = "1.1%")
        void errors() {}

        @Test
        @Slo(p = 99, below = "250ms")
        @Slo(p = 99, below = "250ms", errorsBelow = "1%", operation = "GET /")
        void operation() {}

        @Test
        @Slo(p = 99.0, below = "20ms")
        void nearer() {}

        @Test
        @WithWorkload(enabled = false)
        void optedOut() {}
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, duration = "5s", seed = 7)
    static class BrokenTestCase {
        @Test
        @WithWorkload(path = "/slow")
        @Slo(p = 99, below = "250ms")
        @Slo(p = 50, below = "3s")
        void slow() {}

        @Test
        @WithWorkload(path = "/errors")
        @Slo(errorsBelow = "0.5%")
        @Slo(p = 50, below = "1s")
        @Slo(p = 99.4, below = "1s", operation = "GET /errors")
        void errors() {}
    }

    static class SeveralTestCase {
        @Test
        @WithWorkload(name = "a", url = "http://localhost:5000", rate = 100, duration = "5s")
        @WithWorkload(name = "b", url = "http://localhost:5000/slow", rate = 100, duration = "5s", seed = 7)
        @Slo(p = 99, below = "1s")
        @Slo(p = 95, below = "1s", workload = "a")
        void several() {}
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, duration = "5s", seed = 7)
    static class InconclusiveTestCase {
        @Test
        @WithWorkload(duration = "2s")
        @Slo(p = 99, below = "1s")
        void few() {}

        @Test
        @WithWorkload(path = "/late")
        @Slo(errorsBelow = "1%", p = 99, below = "1s")
        void late() {}

        @Test
        @Slo(p = 99, below = "1s", operation = "GET /nowhere")
        void operation() {}

        @Test
        @Slo(errorsBelow = "0.1%")
        void rare() {}

        @Test
        @WithWorkload(judged = false)
        void thrown() {
            throw new InconclusiveException("nobody knows");
        }
    }

    @WithWorkload(url = "http://localhost:5000", rate = 100, duration = "5s", judged = false)
    static class LateVerdictTestCase {
        private boolean judge;

        @TestFactory
        Stream<DynamicTest> dynamic() {
            return Stream.of(DynamicTest.dynamicTest("dynamic", () -> {
                throw new InconclusiveException("nobody knows");
            }));
        }

        @Test
        void judged() {
            judge = true;
        }

        @AfterEach
        void tearDown() {
            if (judge) {
                throw new InconclusiveException("nobody knows either");
            }
        }
    }

    static class WrongTestCase {
        @Test
        @WithWorkload(name = "a", url = "http://localhost:5000", rate = 100)
        @Slo
        @Slo(p = 99)
        @Slo(below = "1s")
        @Slo(p = 101, below = "1s")
        @Slo(p = 99, below = "1 sec")
        @Slo(errorsBelow = "0.1")
        @Slo(errorsBelow = "0%")
        @Slo(p = 99, below = "1s", workload = "b")
        void wrong() {}

        @Test
        @WithWorkload(url = "http://localhost:5000", rate = 100)
        @Slo(p = 0.99, below = "250ms")
        void shareAsPercentile() {}

        @Test
        @Slo(p = 99, below = "1s")
        void alone() {}
    }
}
