// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerStreamTest {

    private final List<String> lines = new ArrayList<>();
    private final List<Exception> problems = new ArrayList<>();

    @Test
    void a_line_of_400_megabytes_is_cut_with_a_note_and_what_follows_is_told() {
        WorkerStream.readToEnd(
                new SequenceInputStream(new Printed('x', 400_000_000), text("\nnext\n")), lines::add, problems::add);

        assertThat(problems).isEmpty();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .endsWith(
                        "xxx ... (wrk-junit has cut this line: it has 400,000,000 bytes, the first 1,048,576 are kept)");
        assertThat(lines.get(1)).isEqualTo("next");
    }

    @Test
    void only_a_line_feed_ends_a_line() {
        WorkerStream.readToEnd(text("body\r##wrk {}\r\nnext"), lines::add, problems::add);

        assertThat(lines).containsExactly("body\r##wrk {}", "next");
    }

    @Test
    void a_defect_of_who_takes_the_lines_is_told_and_the_pipe_is_read_to_its_end() {
        Printed rest = new Printed('y', 10_000_000);

        WorkerStream.readToEnd(
                new SequenceInputStream(text("first\n"), rest),
                line -> {
                    throw new IllegalStateException("no room for " + line);
                },
                problems::add);

        assertThat(problems).singleElement().asString().endsWith("IllegalStateException: no room for first");
        assertThat(rest.left).isZero();
    }

    @Test
    void a_stream_that_breaks_is_told() {
        WorkerStream.readToEnd(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Stream closed");
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) throws IOException {
                        throw new IOException("Stream closed");
                    }
                },
                lines::add,
                problems::add);

        assertThat(problems).singleElement().asString().endsWith("IOException: Stream closed");
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    /** One character again and again, without memory for it. */
    private static final class Printed extends InputStream {

        private final byte next;
        private long left;

        Printed(char next, long left) {
            this.next = (byte) next;
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? next : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            int count = (int) Math.min(left, length);
            Arrays.fill(bytes, from, from + count, next);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
