// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventWriterTest {

    static final List<WorkerEvent> EVENTS = WorkerEvents.ALL;

    @ParameterizedTest
    @FieldSource("EVENTS")
    void writes_what_the_schema_describes(WorkerEvent event) {
        String json = WorkerEvents.line(event).substring(EventReader.PREFIX.length());

        assertThat(JsonSchemas.EVENT.problems(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":2,\"event\":\"armed\"}",
                "{\"v\":1}",
                "{\"v\":1,\"event\":\"started\",\"generator\":\"x\"}",
                "{\"v\":1,\"event\":\"interval\",\"second\":-1,\"cells\":[]}",
                "{\"v\":1,\"event\":\"interval\",\"second\":1,\"cells\":[{\"operation\":\"GET /\",\"outcome\":\"6xx\",\"count\":1}]}",
                "{\"v\":1,\"event\":\"interval\",\"second\":1,\"cells\":[{\"operation\":\"GET /\",\"outcome\":\"2xx\",\"count\":1}]}",
                "{\"v\":1,\"event\":\"error\",\"kind\":\"other\",\"message\":\"x\"}",
                "{\"v\":1,\"event\":\"end\",\"reason\":\"duration\"}"
            })
    void the_schema_refuses_what_no_writer_writes(String json) {
        assertThat(JsonSchemas.EVENT.problems(json)).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void each_event_is_one_line_of_ascii(WorkerEvent event) {
        String line = WorkerEvents.line(event);

        assertThat(line).startsWith("##wrk {\"v\":1,\"event\":\"").matches("[ -~]+");
    }

    @Test
    void writes_the_fields_in_the_order_of_the_contract() {
        assertThat(WorkerEvents.line(WorkerEvents.STARTED))
                .isEqualTo(
                        "##wrk {\"v\":1,\"event\":\"started\",\"generator\":\"wrk-engine 0.1.0\",\"worker\":1,\"workers\":2,"
                                + "\"epoch_us\":1772366400000123,\"url\":\"http://localhost:5000/h\\u00F6tels?a=1\",\"rate\":50.5,"
                                + "\"dist\":\"exp\",\"threads\":2,\"connections\":3,\"duration_us\":15000000,\"timeout_us\":10000000,"
                                + "\"seed\":-7,\"basis\":\"intended_start\"}");
        assertThat(WorkerEvents.line(new WorkerEvent.Armed())).isEqualTo("##wrk {\"v\":1,\"event\":\"armed\"}");
        assertThat(WorkerEvents.line(WorkerEvents.FAILURE))
                .isEqualTo(
                        "##wrk {\"v\":1,\"event\":\"error\",\"kind\":\"script\","
                                + "\"message\":\"attempt to index a nil value\",\"file\":\"mixed.lua\",\"line\":12,\"request\":100}");
    }

    @Test
    void cuts_times_to_whole_microseconds() {
        Instant fine = Instant.parse("2026-03-01T12:00:00.000123999Z");

        WorkerEvent.Started started = new WorkerEvent.Started(
                "g",
                0,
                1,
                fine,
                "http://h/",
                1,
                WorkerEvents.STARTED.dist(),
                1,
                1,
                WorkerEvents.STARTED.duration().plusNanos(1),
                WorkerEvents.STARTED.timeout(),
                1,
                WorkerEvents.STARTED.basis());

        assertThat(started.startedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.000123Z"));
        assertThat(EventReader.read(WorkerEvents.line(started))).isEqualTo(started);
    }

    @Test
    void does_not_write_events_of_others() {
        EventWriter writer = new EventWriter(line -> {});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.write(new WorkerEvent.Unknown("paused")))
                .withMessage("Unknown[name=paused] is no event of this version's workers.");
    }
}
