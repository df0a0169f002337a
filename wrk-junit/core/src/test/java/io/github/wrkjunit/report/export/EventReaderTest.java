// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class EventReaderTest {

    static final List<WorkerEvent> EVENTS = WorkerEvents.ALL;

    @ParameterizedTest
    @FieldSource("EVENTS")
    void reads_what_the_writer_writes(WorkerEvent event) {
        assertThat(EventReader.read(WorkerEvents.line(event))).isEqualTo(event);
    }

    @Test
    void tells_events_from_text() {
        assertThat(EventReader.isEvent("##wrk {\"v\":1}")).isTrue();
        assertThat(EventReader.isEvent("Running 6s test @ http://h/")).isFalse();
        assertThat(EventReader.isEvent(" ##wrk {}")).isFalse();
    }

    @Test
    void ignores_unknown_fields() {
        String line = "##wrk {\"v\":1,\"event\":\"armed\",\"later\":{\"a\":[1,null,true]}}";

        assertThat(EventReader.read(line)).isEqualTo(new WorkerEvent.Armed());
    }

    @Test
    void names_an_event_that_it_does_not_know() {
        assertThat(EventReader.read("##wrk {\"v\":1,\"event\":\"paused\"}"))
                .isEqualTo(new WorkerEvent.Unknown("paused"));
        assertThat(EventReader.read("##wrk {\"event\":\"paused\"}")).isEqualTo(new WorkerEvent.Unknown("paused"));
    }

    @Test
    void refuses_a_later_version_and_says_to_update() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> EventReader.read("##wrk {\"v\":2,\"event\":\"armed\"}"))
                .withMessage(
                        "The worker speaks version 2 of the events, this library version 1. Update wrk-junit-core to the"
                                + " version of the worker, or use a worker of this version.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"v\":1                                   | Unexpected end-of-input",
                "[1]                                        | it does not begin with {",
                "{\"v\":1,\"event\":7}                      | \"event\" is 7, not a text",
                "{\"v\":1}                                  | \"event\" is missing",
                "{\"v\":1,\"event\":\"armed\"} x            | Unrecognized token 'x'",
                "{\"v\":1,\"event\":\"armed\"} {}           | more follows after the last }",
                "{\"v\":1,\"v\":1,\"event\":\"armed\"}      | Duplicate field 'v'",
                "{\"v\":1,\"event\":\"interval\",\"second\":0.5,\"cells\":[]}  | \"second\" is 0.5, not a whole number",
                "{\"v\":1,\"event\":\"interval\",\"second\":-1,\"cells\":[]}   | \"second\" is -1, not 0 or more",
                "{\"v\":1,\"event\":\"interval\",\"second\":1,\"cells\":{}}    | \"cells\" is {}, not a list",
                "{\"v\":1,\"event\":\"interval\",\"second\":1,\"cells\":[7]}   | \"cells[0]\" is 7, not an object",
                "{\"v\":1,\"event\":\"interval\",\"second\":1,\"cells\":[{\"operation\":\"o\",\"outcome\":\"6xx\",\"count\":1}]} |"
                        + " \"cells[0].outcome\" is \"6xx\", which is no outcome",
                "{\"v\":1,\"event\":\"interval\",\"second\":1,\"cells\":[{\"operation\":\"o\",\"outcome\":\"2xx\",\"count\":1,\"histogram\":\"HISTF\"}]} |"
                        + " \"cells[0].histogram\" is damaged: \"HISTF...\" is not a compressed HdrHistogram in Base64",
                "{\"v\":1,\"event\":\"error\",\"kind\":\"x\",\"message\":\"m\"} | \"kind\" is \"x\", which is no kind",
            })
    void names_the_place_in_a_damaged_line(String json, String problem) {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> EventReader.read("##wrk " + json))
                .withMessageStartingWith("The event line \"##wrk " + json + "\" cannot be understood: ")
                .withMessageContaining(problem)
                .withMessageEndingWith(". It was cut or damaged on its way, or something else than a worker printed it:"
                        + " look at the raw output.");
    }

    @Test
    void refuses_a_line_without_an_event() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventReader.read("Running"))
                .withMessage("\"Running\" does not begin with \"##wrk \"");
    }

    @Test
    void reads_the_end_of_a_wrapped_wrk2() {
        String line = "##wrk {\"event\":\"end\",\"duration_us\":3008790,\"requests\":1238,\"bytes\":167130,"
                + "\"errors\":{\"connect\":0,\"read\":1,\"write\":2,\"status\":3,\"timeout\":4},"
                + "\"statuses\":[{\"200\":623},{\"200\":612,\"503\":3}],"
                + "\"cpu\":{\"periods\":30,\"throttled\":2,\"throttled_us\":1500},"
                + "\"latency\":{\"count\":3,\"min\":2,\"max\":4220,\"mean\":155.3,\"stdev\":209.2,\"histogram\":[[2,1],[4221,2]]},"
                + "\"whole\":null}";

        assertThat(EventReader.read(line))
                .isEqualTo(new WorkerEvent.WrappedEnd(
                        Duration.ofNanos(3_008_790_000L),
                        1238,
                        167_130,
                        new WorkerEvent.WrappedEnd.Errors(0, 1, 2, 3, 4),
                        new TreeMap<>(Map.of(200, 1235L, 503, 3L)),
                        3,
                        WorkerEvents.latencies(2, 4221, 4221),
                        null,
                        Duration.ofNanos(1_500_000),
                        List.of()));
    }

    @Test
    void reads_what_a_wrapped_wrk2_leaves_out_as_absent() {
        String line = "##wrk {\"event\":\"end\",\"duration_us\":1,\"requests\":0,\"bytes\":0,"
                + "\"errors\":{\"connect\":0,\"read\":0,\"write\":0,\"status\":0,\"timeout\":0},\"statuses\":null,\"cpu\":null,"
                + "\"latency\":{\"count\":0,\"min\":null,\"max\":null,\"mean\":null,\"stdev\":null,\"histogram\":[]},"
                + "\"whole\":[[5,1]]}";

        WorkerEvent.WrappedEnd end = (WorkerEvent.WrappedEnd) EventReader.read(line);

        assertThat(end.statuses()).isNull();
        assertThat(end.throttled()).isNull();
        assertThat(end.whole()).isEqualTo(WorkerEvents.latencies(5));
    }

    @Test
    void reads_a_second_of_a_wrapped_wrk2() {
        assertThat(
                        EventReader.read(
                                "##wrk {\"event\":\"interval\",\"epoch_s\":1795556532,\"statuses\":{\"200\":2},\"histogram\":[[6,1],[60,1]]}"))
                .isEqualTo(new WorkerEvent.WrappedInterval(
                        1_795_556_532L,
                        new TreeMap<>(Map.of(200, 2L)),
                        new TreeMap<>(Map.of(200, WorkerEvents.latencies(6, 60)))));
    }

    @Test
    void reads_the_latencies_of_each_status_in_a_second_of_a_wrapped_wrk2() {
        assertThat(EventReader.read(
                        "##wrk {\"nonce\":\"x1\",\"event\":\"interval\",\"epoch_s\":1,\"statuses\":{\"200\":2,\"503\":1},"
                                + "\"latencies\":{\"200\":[[6,1],[60,1]],\"503\":[[9,1]]}}"))
                .isEqualTo(new WorkerEvent.WrappedInterval(
                        1,
                        new TreeMap<>(Map.of(200, 2L, 503, 1L)),
                        new TreeMap<>(Map.of(200, WorkerEvents.latencies(6, 60), 503, WorkerEvents.latencies(9)))));
    }

    @Test
    void does_not_guess_to_which_status_a_latency_of_the_first_wrapper_belongs() {
        assertThat(
                        EventReader.read(
                                "##wrk {\"event\":\"interval\",\"epoch_s\":1,\"statuses\":{\"200\":2,\"503\":1},\"histogram\":[[6,3]]}"))
                .isEqualTo(
                        new WorkerEvent.WrappedInterval(1, new TreeMap<>(Map.of(200, 2L, 503, 1L)), new TreeMap<>()));
    }

    @Test
    void reads_the_start_of_a_wrapped_wrk2() {
        assertThat(EventReader.read(
                        "##wrk {\"nonce\":\"x1\",\"event\":\"started\",\"epoch_us\":1500000,\"seed\":null}"))
                .isEqualTo(new WorkerEvent.WrappedStart(Instant.ofEpochMilli(1_500)));
    }

    @Test
    void reads_the_place_of_an_error_of_a_wrapped_wrk2() {
        assertThat(
                        EventReader.read(
                                "##wrk {\"nonce\":\"x1\",\"event\":\"error\",\"message\":\"oops\",\"file\":\"a.lua\",\"line\":3}"))
                .isEqualTo(new WorkerEvent.Failure(
                        WorkerEvent.Failure.Kind.SCRIPT, "oops", "a.lua", OptionalInt.of(3), OptionalLong.empty()));
    }

    @Test
    void reads_the_error_of_a_wrapped_wrk2() {
        assertThat(EventReader.read("##wrk {\"event\":\"error\",\"message\":\"a.lua:3: oops\"}"))
                .isEqualTo(WorkerEvent.Failure.of(WorkerEvent.Failure.Kind.SCRIPT, "a.lua:3: oops"));
    }
}
