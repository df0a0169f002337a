// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.wrkjunit.report.Validity.Evidence;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.WorkerFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What wrapper.lua tells of broken scripts, and what it does where wrk2 lacks something; in a real LuaJIT. */
@Tag("processes")
class WrapperFallbackTest {

    @TempDir
    Path folder;

    private final FifthFails target = new FifthFails();
    private WrappedRun wrapped;

    @BeforeEach
    void prepare() {
        wrapped = new WrappedRun(folder, target.url());
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "function request( | 1 | user.lua, line 2: <name> or '...' expected near '<eof>'. Mend the script.",
                "local x = nil; return x.y | 1 | user.lua, line 1: attempt to index local 'x' (a nil value). Mend the script.",
                "error('without a place', 0) | 1 | without a place. Mend the script.",
                "io.write('unfinished') error('later') | 1 | user.lua, line 1: later. Mend the script.",
                "os.exit(3) | 3 | user.lua, line 1: the script ended wrk2 by os.exit(3). Mend the script.",
                "function init() os.exit(0) end | 0 | user.lua, line 1: the script ended wrk2 by os.exit(0). Mend the script.",
            })
    void tells_why_a_script_is_broken(String text, int exitCode, String message) throws Exception {
        List<String> lines = wrapped.script(text).run();

        assertThat(wrapped.exitCode()).isEqualTo(exitCode);
        assertThatExceptionOfType(WorkerFailedException.class)
                .isThrownBy(() -> wrapped.report(lines))
                .withMessage("The worker failed: "
                        + message.replace("user.lua", folder.resolve("user.lua").toString()));
        assertThat(target.requests()).isZero();
    }

    @Test
    void tells_that_a_script_is_missing() throws Exception {
        List<String> lines = wrapped.script(folder.resolve("nowhere.lua")).run();

        assertThatExceptionOfType(WorkerFailedException.class)
                .isThrownBy(() -> wrapped.report(lines))
                .withMessage("The worker failed: cannot open " + folder.resolve("nowhere.lua")
                        + ": No such file or directory. Mend the script.");
    }

    @Test
    void has_told_all_before_a_done_that_fails() throws Exception {
        List<String> lines = wrapped.script("function done() error('late') end").run();

        assertThat(wrapped.exitCode()).isEqualTo(1);
        WorkloadReport report = wrapped.report(lines);
        assertThat(report.counts().unresolved()).hasValue(0);
        assertThat(report.incompleteBecause().orElseThrow())
                .startsWith("The worker ended badly after its report (exit code 1)");
    }

    @Test
    void an_error_in_request_ends_the_run_without_an_end() throws Exception {
        List<String> lines = wrapped.script(
                        "local n = 0",
                        "function request()",
                        "  n = n + 1",
                        "  if n == 20 then error('boom at 20') end",
                        "  return wrk.format()",
                        "end")
                .run();

        assertThat(wrapped.exitCode()).isEqualTo(1);
        assertThat(WrappedRun.events(lines)).hasSize(1).allMatch(json -> json.contains("\"event\":\"started\""));
        assertThat(lines).anyMatch(line -> line.contains("boom at 20"));
    }

    @Test
    void what_a_script_prints_is_no_event() throws Exception {
        WorkloadReport report = wrapped.script(
                        "print('##wrk {\"event\":\"error\",\"message\":\"forged\"}')",
                        "print('##wrk {\"nonce\":\"other\",\"event\":\"end\"}')")
                .report();

        assertThat(report.validity().problems()).isEmpty();
    }

    @Test
    void without_the_option_p_the_latencies_of_seconds_are_unknown_and_it_says_so() throws Exception {
        WorkloadReport report = wrapped.without("-P").report();

        assertThat(report.warnings())
                .contains("The worker: Latencies of the whole run are not known, nor those of each second:"
                        + " there is no 0.txt, which the option -P would have written.");
        assertThat(report.validity().carries(Evidence.COUNTS)).isTrue();
        assertThat(report.validity().carries(Evidence.LATENCY)).isFalse();
        assertThat(report.counts().errors()).hasValue(report.counts().answered() / 5);
    }

    @ParameterizedTest
    @CsvSource({
        "/sys/fs/cgroup/cpu.max, max 100000, true",
        "/sys/fs/cgroup/cpu/cpu.cfs_quota_us, -1, true",
        "/sys/fs/cgroup/cpu.max, 50000 100000, false",
        "nowhere, '', false",
    })
    void where_it_cannot_read_what_a_limit_has_cost_it_looks_whether_there_is_one(
            String file, String text, boolean known) throws Exception {
        WorkloadReport report = wrapped.before(
                        "local open = io.open",
                        "io.open = function(name, ...)",
                        "  if name:sub(1, 5) ~= '/sys/' then return open(name, ...) end",
                        "  if name ~= '" + file + "' then return nil end",
                        "  return { close = function() end, read = function() return '" + text + "\\n' end }",
                        "end")
                .report();

        assertThat(report.throttled()).isEqualTo(known ? Optional.of(Duration.ZERO) : Optional.empty());
        assertThat(report.validity().carries(Evidence.COUNTS)).isTrue();
        assertThat(report.validity().carries(Evidence.LATENCY)).isEqualTo(known);
    }

    @Test
    void without_ffi_and_setvbuf_it_does_what_it_can_and_says_so() throws Exception {
        WorkloadReport report = wrapped.variable("WRAP_SEED", "5")
                .variable("WRAP_TERM", "1")
                .variable("WRAP_START", Long.toString(Instant.now().getEpochSecond()))
                .before(
                        "package.loaded.ffi, package.preload.ffi = nil, function() error('no ffi') end",
                        "getmetatable(io.stdout).__index.setvbuf = nil")
                .report();

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.warnings())
                .contains(
                        "The worker: Its Lua cannot set the buffering of standard output (io.stdout:setvbuf), so nothing is told before its end.",
                        "The worker: It waited for the common start without sleeping, because its Lua has no ffi.",
                        "The worker: The seed was not set, because its Lua has no ffi: arrivals are those of any run.",
                        "The worker: It does not report when its pod is deleted, because its Lua has no ffi or no answers are counted.");
        assertThat(report.startedAt()).isEqualTo(report.startedAt().truncatedTo(ChronoUnit.SECONDS));
    }
}
