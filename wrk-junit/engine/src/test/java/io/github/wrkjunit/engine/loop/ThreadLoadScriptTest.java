// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static io.github.wrkjunit.engine.loop.Simulation.MS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.engine.http.ReceivedAnswer;
import io.github.wrkjunit.report.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scripts see and do. */
class ThreadLoadScriptTest {

    /** Keeps what it was told, and stops after so many answers or draws. */
    private static final class Script extends NumberedRequests {

        final List<String> told = new ArrayList<>();
        int stopAfterAnswers = Integer.MAX_VALUE;
        int stopAfterDraws = Integer.MAX_VALUE;

        @Override
        public boolean wantsAnswers() {
            return true;
        }

        @Override
        public void answered(ReceivedAnswer answer) {
            StringBuilder text = new StringBuilder().append(answer.status);
            for (int i = 0; i < answer.fieldCount; i++) {
                int[] at = answer.fields;
                text.append(" [")
                        .append(new String(answer.head, at[4 * i], at[4 * i + 1] - at[4 * i], US_ASCII))
                        .append('=')
                        .append(new String(answer.head, at[4 * i + 2], at[4 * i + 3] - at[4 * i + 2], US_ASCII))
                        .append(']');
            }
            told.add(text + " " + new String(answer.body, 0, answer.bodyLength, US_ASCII));
        }

        @Override
        public boolean stopRequested() {
            return told.size() >= stopAfterAnswers || drawn >= stopAfterDraws;
        }
    }

    @Test
    void hears_of_each_complete_answer_of_its_own_connection() {
        Script script = new Script();
        Simulation.of(10, 2)
                .durationMs(200)
                .source(script)
                .against((peer, request) -> {
                    String body = request.substring(0, 8).trim();
                    peer.sendAfter(150 * MS, "HTTP/1.1 200 OK\r\nX-A: b c\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n");
                    peer.sendAfter(
                            250 * MS, body.substring(0, 3) + "\r\n" + "5\r\n" + body.substring(3) + "\r\n0\r\n\r\n");
                })
                .run();

        assertThat(script.told)
                .containsExactly(
                        "200 [X-A=b c] [Transfer-Encoding=chunked] GET /r?0",
                        "200 [X-A=b c] [Transfer-Encoding=chunked] GET /r?1");
    }

    @Test
    void ends_its_thread_when_it_asks_for_it_after_an_answer() {
        Script script = new Script();
        script.stopAfterAnswers = 3;
        Simulation run = Simulation.of(10, 2)
                .source(script)
                .against((peer, request) -> peer.answerAfter(150 * MS))
                .run();

        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(3);
        assertThat(run.count(Outcome.UNANSWERED)).isEqualTo(1);
        assertThat(run.measures.offeredCount()).isEqualTo(4);
        assertThat(run.load.end()).isEqualTo(LoadResult.End.SCRIPT);
        assertThat(run.load.offeredForNs()).isEqualTo(350 * MS);
    }

    @Test
    void ends_its_thread_when_it_asks_for_it_while_it_draws() {
        Script script = new Script();
        script.stopAfterDraws = 3;
        Simulation run = Simulation.of(10, 2)
                .source(script)
                .against((peer, request) -> peer.answerAfter(MS))
                .run();

        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(2);
        assertThat(run.count(Outcome.NOT_SENT)).isEqualTo(1);
        assertThat(run.load.end()).isEqualTo(LoadResult.End.SCRIPT);
    }

    @Test
    void requests_that_are_not_sent_are_drawn_so_that_their_operation_is_known() {
        NumberedRequests source = new NumberedRequests();
        Simulation run = Simulation.of(10, 1)
                .timeoutMs(500)
                .source(source)
                .against((peer, request) -> peer.answerAfter(499 * MS))
                .run();

        assertThat(run.count(Outcome.NOT_SENT)).isPositive();
        assertThat(source.drawn).isEqualTo(10);
    }

    @Test
    void an_error_of_a_script_is_not_swallowed() {
        Simulation run = Simulation.of(10, 1)
                .source(new NumberedRequests() {
                    @Override
                    public ByteBuffer next() {
                        if (drawn == 2) {
                            throw new IllegalStateException("script.lua:7: request 3: attempt to index a nil value");
                        }
                        return super.next();
                    }
                })
                .against((peer, request) -> peer.answerAfter(MS));

        assertThatThrownBy(run::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("script.lua:7: request 3: attempt to index a nil value");
    }

    @Test
    void the_answer_to_a_head_has_no_body() {
        Simulation run = Simulation.of(10, 1)
                .source(() -> ByteBuffer.wrap("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII)))
                .against((peer, request) -> peer.sendAfter(MS, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"))
                .run();

        assertThat(run.count(Outcome.SUCCESS)).isEqualTo(10);
        assertThat(run.measures.connectionsOpened).isEqualTo(1);
    }
}
