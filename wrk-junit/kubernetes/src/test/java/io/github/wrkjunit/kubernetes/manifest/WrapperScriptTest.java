// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.wrkjunit.report.Cell;
import io.github.wrkjunit.report.CellTable;
import io.github.wrkjunit.report.LatencyHistogram;
import io.github.wrkjunit.report.Outcome;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.EventReader;
import io.github.wrkjunit.report.export.WorkerEvent;
import io.github.wrkjunit.report.text.WrkTextParser;
import io.github.wrkjunit.report.text.WrkTextReport;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.HistogramIterationValue;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** wrapper.lua in a real LuaJIT, against a target of which each fifth answer is a slow 503. */
@Tag("processes")
class WrapperScriptTest {

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

    @Test
    void tells_of_each_status_exactly_what_the_engine_itself_has_measured() throws Exception {
        List<String> lines = wrapped.option("--events").lasting("3s").run();

        WorkerEvent.End engine = (WorkerEvent.End) lines.stream()
                .filter(line -> line.startsWith("##wrk {\"v\":1,\"event\":\"end\""))
                .map(EventReader::read)
                .findFirst()
                .orElseThrow();
        List<WorkerEvent> events = WrappedRun.events(lines).stream()
                .map(json -> EventReader.read("##wrk " + json))
                .toList();
        WorkerEvent.WrappedEnd end = (WorkerEvent.WrappedEnd) events.get(events.size() - 1);
        WrkTextReport text =
                WrkTextParser.parse(String.join("\n", lines)).reports().get(0);
        Map<Outcome, LatencyHistogram> latencies = byOutcome(events);
        assertThat(end.statuses()).isEqualTo(engine.statuses());
        assertThat(end.statuses()).containsOnlyKeys(200, 503);
        for (Cell cell : sums(engine.cells()).cells()) {
            assertThat(latencies.get(cell.outcome())).as(cell.outcome().key()).isEqualTo(cell.histogram());
        }
        assertThat(latencies).hasSize(2);
        assertThat(end.requests())
                .isEqualTo(text.requests())
                .isEqualTo(text.sent().orElseThrow());
        assertThat(end.errors().status()).isEqualTo(text.badStatus());
        assertThat(end.whole()).isEqualTo(end.latencies());
        assertThat(end.latencies().count()).isEqualTo(end.recorded()).isEqualTo(end.requests());
        text.mainLatency().orElseThrow().rowsUs().forEach((percentile, us) -> assertThat(
                        (double) valueAt(end.latencies(), percentile))
                .isCloseTo(us, Percentage.withPercentage(1)));
        assertThat(events.get(0)).isInstanceOf(WorkerEvent.WrappedStart.class);
        assertThat(events.stream()
                        .filter(WorkerEvent.WrappedInterval.class::isInstance)
                        .mapToLong(second -> ((WorkerEvent.WrappedInterval) second).epochSecond()))
                .isSorted()
                .hasSizeBetween(3, 6);
        assertThat(end.warnings()).isEmpty();
    }

    @Test
    void makes_a_report_that_carries_verdicts() throws Exception {
        WorkloadReport report = wrapped.lasting("3s").report();

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.counts().unresolved()).hasValue(0);
        assertThat(report.counts().offered().orElseThrow()).isBetween(200L, 400L);
        assertThat(report.counts().errors().orElseThrow())
                .isEqualTo(report.counts().statuses().getOrDefault(503, 0L))
                .isEqualTo(report.counts().answered() / 5);
        assertThat(report.latency().uncertainCount()).isZero();
        assertThat(report.latency(Outcome.SERVER_ERROR).count())
                .isEqualTo(report.counts().answered() / 5);
        assertThat(report.startedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(report.timeline()).hasSizeBetween(3, 6);
    }

    @Test
    void writes_events_that_the_schema_describes() throws Exception {
        List<String> good = WrappedRun.events(wrapped.run());
        List<String> bad =
                WrappedRun.events(wrapped.script("local x = nil", "return x.y").run());

        try (InputStream text = requireNonNull(EventReader.class.getResourceAsStream("worker-event.schema.json"))) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
            assertThat(good).hasSizeGreaterThan(2).allSatisfy(json -> assertThat(problems(schema, json))
                    .isEmpty());
            assertThat(bad).hasSize(1).allSatisfy(json -> assertThat(problems(schema, json))
                    .isEmpty());
            assertThat(problems(schema, good.get(1).replace("\"latencies\"", "\"histogram\"")))
                    .isNotEmpty();
            assertThat(problems(schema, bad.get(0).replace("\"message\"", "\"text\"")))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hotel-reservation/mixed-workload_type_1.lua",
                "social-network/compose-post.lua",
                "social-network/mixed-workload.lua",
                "social-network/read-home-timeline.lua",
                "social-network/read-user-timeline.lua"
            })
    void runs_the_scripts_of_deathstarbench(String name) throws Exception {
        Path script = folder.resolve("script.lua");
        try (InputStream text = requireNonNull(
                WrapperScriptTest.class.getResourceAsStream("/io/github/wrkjunit/scripts/" + name), name)) {
            Files.copy(text, script);
        }

        WorkloadReport report = wrapped.script(script).report();

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.counts().answered()).isBetween(50L, 200L);
        assertThat(report.latency().uncertainCount()).isZero();
    }

    @Test
    void leaves_a_script_its_own_setup_init_request_response_and_done() throws Exception {
        List<String> lines = wrapped.script(
                        "local answers = 0",
                        "function setup(thread) thread:set('name', 'set up') end",
                        "function init(args) print(name, args[0] ~= nil) seen = 0 end",
                        "function request() return wrk.format('GET', '/own') end",
                        "function response(status, headers, body) seen = seen + 1 end",
                        "function done(summary, latency, requests)",
                        "  print('own done', summary.requests == #latency, latency:percentile(50) == latency[math.floor(#latency / 2 + 0.5)])",
                        "end")
                .run();

        assertThat(lines).contains("set up\ttrue").anyMatch(line -> line.startsWith("own done\ttrue"));
        assertThat(wrapped.report(lines).validity().problems()).isEmpty();
    }

    @Test
    void runs_a_script_that_forbids_undeclared_globals() throws Exception {
        WorkloadReport report = wrapped.script(
                        "setmetatable(_G, {",
                        "  __newindex = function(_, name) error('undeclared ' .. name, 2) end,",
                        "  __index = function(_, name) error('undeclared ' .. name, 2) end",
                        "})")
                .report();

        assertThat(report.validity().problems()).isEmpty();
    }

    @Test
    void finds_modules_beside_the_script() throws Exception {
        Path other = Files.createDirectory(folder.resolve("scripts"));
        Files.writeString(other.resolve("companion.lua"), "return { path = '/companion' }\n");
        Path script = Files.writeString(
                other.resolve("main.lua"), "wrk.path = require('companion').path\nprint('path ' .. wrk.path)\n");

        List<String> lines = wrapped.script(script).run();

        assertThat(lines).contains("path /companion");
        assertThat(wrapped.report(lines).validity().problems()).isEmpty();
    }

    @Test
    void counts_the_same_where_tables_arrive_swapped_as_in_wrk2() throws Exception {
        WorkloadReport report = wrapped.after(
                        "local wrapped_setup = wrk.setup",
                        "function wrk.setup(thread)",
                        "  wrapped_setup(setmetatable({}, {",
                        "    __newindex = function(_, key, value) thread[key] = value end,",
                        "    __index = function(_, key)",
                        "      if key ~= 'get' then return function(_, ...) return thread[key](thread, ...) end end",
                        "      return function(_, name)",
                        "        local value = thread:get(name)",
                        "        if type(value) ~= 'table' then return value end",
                        "        local swapped = {}",
                        "        for k, v in pairs(value) do swapped[v] = k end",
                        "        return swapped",
                        "      end",
                        "    end",
                        "  }))",
                        "end")
                .report();

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.counts().errors()).hasValue(report.counts().answered() / 5);
        assertThat(report.latency().uncertainCount()).isZero();
    }

    @Test
    void the_answer_that_ended_a_threads_run_may_have_taken_any_time() throws Exception {
        WorkloadReport report = wrapped.script("function done()", "end")
                .before(
                        "local open = io.open",
                        "io.open = function(name, ...)",
                        "  if name ~= '0.txt' and name ~= '1.txt' then return open(name, ...) end",
                        "  local all = {}",
                        "  for line in io.lines(name) do all[#all + 1] = line end",
                        "  all[#all] = '0' -- as wrk2 has it",
                        "  return { close = function() end, lines = function()",
                        "    local i = 0",
                        "    return function() i = i + 1 return all[i] end",
                        "  end }",
                        "end")
                .report();

        assertThat(report.validity().problems()).isEmpty();
        assertThat(report.answeredLatency().uncertainCount()).isEqualTo(2);
        assertThat(report.counts().errors()).hasValue(report.counts().answered() / 5);
    }

    @Test
    void waits_for_the_common_start_and_tells_its_seed() throws Exception {
        long start = Instant.now().getEpochSecond() + 5;

        List<String> lines = wrapped.variable("WRAP_START", Long.toString(start))
                .variable("WRAP_SEED", "4294967295")
                .run();

        assertThat(wrapped.report(lines).startedAt())
                .isBetween(Instant.ofEpochSecond(start), Instant.ofEpochSecond(start + 5));
        assertThat(WrappedRun.events(lines)).first().asString().contains("\"seed\":4294967295");
        assertThat(wrapped.report(lines).warnings()).noneMatch(warning -> warning.contains("seed"));
    }

    private static List<String> problems(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    private static Map<Outcome, LatencyHistogram> byOutcome(List<WorkerEvent> events) {
        return events.stream()
                .filter(WorkerEvent.WrappedInterval.class::isInstance)
                .flatMap(second -> ((WorkerEvent.WrappedInterval) second).latencies().entrySet().stream())
                .collect(Collectors.toMap(
                        latencies -> Outcome.ofStatus(latencies.getKey()), Map.Entry::getValue, (one, other) -> {
                            LatencyHistogram sum = one.copy();
                            sum.add(other);
                            return sum;
                        }));
    }

    /** Over all operations. */
    private static CellTable sums(List<Cell> cells) {
        CellTable sums = new CellTable();
        cells.stream()
                .filter(cell -> cell.count() > 0)
                .forEach(cell ->
                        sums.add(new Cell(Cell.ALL_OPERATIONS, cell.outcome(), cell.count(), cell.histogram())));
        return sums;
    }

    /** As wrk2 picks it, which rounds the rank half up (wrk2/SPEC.md b.6). */
    private static long valueAt(LatencyHistogram latencies, double percentile) {
        long rank = Math.max(1, (long) (percentile / 100 * latencies.count() + 0.5));
        for (HistogramIterationValue value : latencies.toHistogram().recordedValues()) {
            if (value.getTotalCountToThisValue() >= rank) {
                return value.getValueIteratedTo();
            }
        }
        throw new AssertionError("there is no rank " + rank);
    }
}
