// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseParserTest {

    /**
     * One answer.
     *
     * @param name what it shows
     * @param text the bytes, with {@code |} for CR LF; the answer to a HEAD if the name begins so
     * @param expected status, {@code keep} or {@code close}, body and surplus; or {@code malformed}; or {@code receiving}
     */
    private record Case(String name, String text, String expected) {

        byte[] bytes() {
            return text.replace("|", "\r\n").getBytes(ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                // length
                new Case("length", "HTTP/1.1 200 OK|Content-Length: 5||hello", "200 keep [hello]"),
                new Case("length of nothing", "HTTP/1.1 200 OK|Content-Length: 0||", "200 keep []"),
                new Case("no reason", "HTTP/1.1 200|Content-Length: 0||", "200 keep []"),
                new Case("empty reason", "HTTP/1.1 200 |Content-Length: 0||", "200 keep []"),
                new Case("any case", "HTTP/1.1 404 No|cOnTeNt-LENGTH:5   ||hello", "404 keep [hello]"),
                new Case("bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", "200 keep [ok]"),
                new Case("mixed line ends", "HTTP/1.1 200 OK\nContent-Length: 2|\nok", "200 keep [ok]"),
                new Case("blank before the colon", "HTTP/1.1 200 OK|Content-Length : 2||ok", "200 keep [ok]"),
                new Case(
                        "the same length twice",
                        "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 2||ok",
                        "200 keep [ok]"),
                new Case("the same length as a list", "HTTP/1.1 200 OK|Content-Length: 2, 2||ok", "200 keep [ok]"),
                new Case("two lengths", "HTTP/1.1 200 OK|Content-Length: 2|Content-Length: 3||oko", "malformed"),
                new Case("two lengths as a list", "HTTP/1.1 200 OK|Content-Length: 2,3||oko", "malformed"),
                new Case("no number", "HTTP/1.1 200 OK|Content-Length: 2x||ok", "malformed"),
                new Case("negative", "HTTP/1.1 200 OK|Content-Length: -2||ok", "malformed"),
                new Case("empty length", "HTTP/1.1 200 OK|Content-Length: ||ok", "malformed"),
                new Case("endless length", "HTTP/1.1 200 OK|Content-Length: 9999999999999999999||ok", "malformed"),
                new Case("body too short", "HTTP/1.1 200 OK|Content-Length: 5||hell", "receiving"),
                new Case("surplus", "HTTP/1.1 200 OK|Content-Length: 2||ok||", "200 keep [ok] + 4"),
                // keep-alive
                new Case("close", "HTTP/1.1 200 OK|Connection: close|Content-Length: 2||ok", "200 close [ok]"),
                new Case(
                        "close in a list",
                        "HTTP/1.1 200 OK|Connection: foo, Close|Content-Length: 2||ok",
                        "200 close [ok]"),
                new Case(
                        "close wins",
                        "HTTP/1.1 200 OK|Connection: close, keep-alive|Content-Length: 2||ok",
                        "200 close [ok]"),
                new Case("old", "HTTP/1.0 200 OK|Content-Length: 2||ok", "200 close [ok]"),
                new Case(
                        "old that stays",
                        "HTTP/1.0 200 OK|Connection: Keep-Alive|Content-Length: 2||ok",
                        "200 keep [ok]"),
                // chunks
                new Case(
                        "chunks",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|6| world|0||",
                        "200 keep [hello world]"),
                new Case("no chunk", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0||", "200 keep []"),
                new Case(
                        "extensions and trailers",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||A;a=\"b;c\"|0123456789|00 ;x|X-T: 1|Y: 2||",
                        "200 keep [0123456789]"),
                new Case(
                        "chunks with bare line feeds",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2\nok\n0\nT: 1\n\n",
                        "200 keep [ok]"),
                new Case(
                        "chunks after gzip",
                        "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||2|ok|0||",
                        "200 keep [ok]"),
                new Case(
                        "chunks in two fields",
                        "HTTP/1.1 200 OK|Transfer-Encoding: gzip|Transfer-Encoding: Chunked||2|ok|0||",
                        "200 keep [ok]"),
                new Case(
                        "chunks and length",
                        "HTTP/1.1 200 OK|Content-Length: 99|Transfer-Encoding: chunked||2|ok|0||",
                        "200 close [ok]"),
                new Case(
                        "surplus behind chunks",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ok|0||x",
                        "200 keep [ok] + 1"),
                new Case("chunked twice", "HTTP/1.1 200 OK|Transfer-Encoding: chunked, chunked||0||", "malformed"),
                new Case(
                        "something after chunked",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked, gzip||0||",
                        "malformed"),
                new Case("no size", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||;x|", "malformed"),
                new Case("bad size", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5g|hello|", "malformed"),
                new Case("two sizes", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5 5|hello|0||", "malformed"),
                new Case(
                        "blank before an extension",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5 \t;x|hello|0 ||",
                        "200 keep [hello]"),
                new Case(
                        "something behind the size",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5\rX|hello|0||",
                        "malformed"),
                new Case("return twice", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5\r|hello|0||", "malformed"),
                new Case(
                        "return in an extension",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;a\rb|hello|0||",
                        "malformed"),
                new Case("return in a trailer", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|X: a\rb||", "malformed"),
                new Case("return before the end", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|\r|", "malformed"),
                new Case("sign", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||+5|hello|0||", "malformed"),
                new Case("endless size", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||FFFFFFFFFFFFFFFF|", "malformed"),
                new Case(
                        "chunk longer than its size",
                        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|okk|0||",
                        "malformed"),
                new Case("chunks without an end", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ok|", "receiving"),
                new Case(
                        "identity is no coding",
                        "HTTP/1.1 200 OK|Transfer-Encoding: identity|Content-Length: 2||ok",
                        "200 keep [ok]"),
                // until the end
                new Case("until the end", "HTTP/1.1 200 OK||all of it|", "200 close [all of it|] at end"),
                new Case(
                        "coded until the end",
                        "HTTP/1.1 200 OK|Transfer-Encoding: gzip||xyz",
                        "200 close [xyz] at end"),
                new Case("nothing until the end", "HTTP/1.1 200 OK||", "200 close [] at end"),
                // no body
                new Case("204", "HTTP/1.1 204 No Content|Content-Length: 5||", "204 keep []"),
                new Case("304", "HTTP/1.1 304 Not Modified|Content-Length: 5|Transfer-Encoding: x||", "304 close []"),
                new Case("HEAD with a length", "HTTP/1.1 200 OK|Content-Length: 5||", "200 keep []"),
                new Case("HEAD without", "HTTP/1.1 200 OK||", "200 keep []"),
                new Case("HEAD chunked", "HTTP/1.1 200 OK|Transfer-Encoding: chunked||", "200 keep []"),
                // informational
                new Case(
                        "103 first",
                        "HTTP/1.1 103 Early Hints|Link: x||HTTP/1.1 200 OK|Content-Length: 2||ok",
                        "200 keep [ok]"),
                new Case(
                        "several first",
                        "HTTP/1.1 100 Continue||HTTP/1.1 102 P||HTTP/1.1 103 E||HTTP/1.1 204 N||",
                        "204 keep []"),
                new Case("1xx closes nothing", "HTTP/1.0 100 C|Connection: close||HTTP/1.1 204 N||", "204 keep []"),
                new Case("only informational", "HTTP/1.1 100 Continue||", "receiving"),
                new Case("101", "HTTP/1.1 101 Switching Protocols|Upgrade: x||", "malformed"),
                // folded and odd
                new Case("folded", "HTTP/1.1 200 OK|X: a|  b|\tc|Content-Length:|  2||ok", "200 keep [ok]"),
                new Case("folded first line", "HTTP/1.1 200 OK| X: a||", "malformed"),
                new Case("no colon", "HTTP/1.1 200 OK|garbage||", "malformed"),
                new Case("no name", "HTTP/1.1 200 OK|: x||", "malformed"),
                new Case("empty value", "HTTP/1.1 200 OK|X:|Content-Length: 0||", "200 keep []"),
                // garbage
                new Case("another protocol", "SSH-2.0-OpenSSH_9.2|", "malformed"),
                new Case("one wrong byte", "X", "malformed"),
                new Case("empty line first", "|HTTP/1.1 204 N||", "malformed"),
                new Case("HTTP/2", "HTTP/2 200 OK||", "malformed"),
                new Case("HTTP/1.2", "HTTP/1.2 200 OK||", "malformed"),
                new Case("two digits", "HTTP/1.1 20 OK||", "malformed"),
                new Case("four digits", "HTTP/1.1 2000 OK||", "malformed"),
                new Case("no digits", "HTTP/1.1 OK||", "malformed"),
                new Case("status 099", "HTTP/1.1 099 X||", "malformed"),
                new Case("binary", "\0\1\2", "malformed"),
                new Case("nothing", "", "receiving"),
                new Case("half a head", "HTTP/1.1 200 OK|Content-Le", "receiving"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads_it_in_one_piece(Case of) {
        assertThat(parse(of, of.bytes().length)).isEqualTo(of.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads_it_byte_by_byte(Case of) {
        assertThat(parse(of, 1)).isEqualTo(of.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads_it_in_two_pieces_wherever_they_part(Case of) {
        byte[] bytes = of.bytes();
        for (int split = 1; split < bytes.length; split++) {
            assertThat(parse(of, split, bytes.length)).as("split at %d", split).isEqualTo(of.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads_it_in_random_pieces(Case of) {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            int[] sizes = random.ints(of.bytes().length + 1L, 1, 12).toArray();
            assertThat(parse(of, sizes)).isEqualTo(of.expected());
        }
    }

    @Test
    void begins_anew_for_each_answer_of_a_connection() {
        ResponseParser parser = new ResponseParser(new BodyBudget(1 << 20));
        for (Case of : cases().toList()) {
            assertThat(parse(parser, of, 3)).as(of.name()).isEqualTo(of.expected());
        }
    }

    @Test
    void shows_the_header_as_it_came() {
        ResponseParser parser = new ResponseParser(null);
        feed(parser, "HTTP/1.1 200 OK|X-A:  b c |x-a: d||", 4);
        parser.endOfStream();
        ReceivedAnswer answer = parser.answer();

        assertThat(answer.status).isEqualTo(200);
        assertThat(fields(answer)).isEqualTo("X-A=b c;x-a=d;");
        assertThat(answer.bodyLength).isZero();
    }

    @Test
    void joins_folded_lines_by_blanks() {
        ResponseParser parser = new ResponseParser(null);
        feed(parser, "HTTP/1.1 204 OK|X: a|  b||", 4);

        assertThat(fields(parser.answer())).isEqualTo("X=a    b;");
    }

    @Test
    void grows_for_large_heads_and_bodies() {
        ResponseParser parser = new ResponseParser(new BodyBudget(1 << 20));
        StringBuilder text = new StringBuilder("HTTP/1.1 200 OK|Content-Length: 100000|");
        for (int i = 0; i < 1000; i++) {
            text.append("Name-").append(i).append(": value-").append(i).append("|");
        }
        feed(parser, text + "|" + "x".repeat(100_000), 1000);

        assertThat(parser.state()).isEqualTo(ResponseParser.State.COMPLETE);
        ReceivedAnswer answer = parser.answer();
        assertThat(answer.fieldCount).isEqualTo(1001);
        assertThat(fields(answer))
                .startsWith("Content-Length=100000;Name-0=value-0;")
                .endsWith("Name-999=value-999;");
        assertThat(new String(answer.body, 0, answer.bodyLength, ISO_8859_1)).isEqualTo("x".repeat(100_000));
    }

    @Test
    void a_head_without_end_is_malformed() {
        ResponseParser parser = new ResponseParser(null);
        feed(parser, "HTTP/1.1 200 OK|X: " + "x".repeat(70_000), 1000);

        assertThat(parser.state()).isEqualTo(ResponseParser.State.MALFORMED);
    }

    @Test
    void an_extension_without_end_is_malformed() {
        ResponseParser parser = new ResponseParser(null);
        feed(parser, "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5;" + "x".repeat(70_000), 1000);

        assertThat(parser.state()).isEqualTo(ResponseParser.State.MALFORMED);
    }

    @Test
    void a_body_beyond_the_budget_is_read_and_its_beginning_kept() {
        BodyBudget budget = new BodyBudget(10_000);
        ResponseParser parser = new ResponseParser(budget);
        ResponseParser other = new ResponseParser(budget);
        String answer = "HTTP/1.1 200 OK|Content-Length: 100000||" + "x".repeat(100_000);

        feed(parser, answer, 1000);
        feed(other, answer, 1000);

        assertThat(parser.state()).isEqualTo(ResponseParser.State.COMPLETE);
        assertThat(parser.isBodyCut()).isTrue();
        assertThat(parser.answer().bodyLength).isEqualTo(14_096);
        assertThat(other.answer().bodyLength).isEqualTo(4096);

        parser.begin(false); // gives its memory back
        feed(other, answer, 1000);
        assertThat(other.answer().bodyLength).isEqualTo(14_096);
        feed(parser, "HTTP/1.1 200 OK|Content-Length: 2||ok", 1000);
        assertThat(parser.isBodyCut()).isFalse();
    }

    @Test
    void no_body_is_kept_beyond_16_mib() {
        ResponseParser parser = new ResponseParser(new BodyBudget(1L << 30));
        parser.begin(false);
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n".getBytes(ISO_8859_1);
        parser.take(head, 0, head.length);
        byte[] piece = new byte[1 << 20];
        for (int i = 0; i < 1024; i++) {
            parser.take(piece, 0, piece.length);
        }

        assertThat(parser.state()).isEqualTo(ResponseParser.State.COMPLETE);
        assertThat(parser.answer().bodyLength).isEqualTo(16 << 20);
        assertThat(parser.isBodyCut()).isTrue();
    }

    @Test
    void a_trailer_without_end_is_malformed() {
        ResponseParser parser = new ResponseParser(null);
        feed(parser, "HTTP/1.1 200 OK|Transfer-Encoding: chunked||0|" + "X: y|".repeat(20_000), 1000);

        assertThat(parser.state()).isEqualTo(ResponseParser.State.MALFORMED);
    }

    @Test
    void garbage_is_known_at_its_first_wrong_byte_and_not_only_at_its_end() {
        ResponseParser parser = new ResponseParser(null);
        feed(parser, "HTTQ", 1);

        assertThat(parser.state()).isEqualTo(ResponseParser.State.MALFORMED);
    }

    private static String parse(Case of, int... sizes) {
        return parse(new ResponseParser(new BodyBudget(1 << 20)), of, sizes);
    }

    /** Feeds pieces of these sizes, the last of them as often as needed, then the end of the connection. */
    private static String parse(ResponseParser parser, Case of, int... sizes) {
        parser.begin(of.name().startsWith("HEAD"));
        byte[] bytes = of.bytes();
        int at = 0;
        int piece = 0;
        while (at < bytes.length && parser.state() == ResponseParser.State.RECEIVING) {
            int end = Math.min(bytes.length, at + Math.max(1, sizes[Math.min(piece++, sizes.length - 1)]));
            at = parser.take(bytes, at, end);
        }
        boolean early = parser.state() == ResponseParser.State.COMPLETE;
        parser.endOfStream();
        return switch (parser.state()) {
            case MALFORMED -> "malformed";
            case RECEIVING -> "receiving";
            case COMPLETE -> {
                ReceivedAnswer answer = parser.answer();
                String body = new String(answer.body, 0, answer.bodyLength, ISO_8859_1).replace("\r\n", "|");
                yield answer.status + (parser.keepAlive() ? " keep [" : " close [") + body + "]"
                        + (at < bytes.length ? " + " + (bytes.length - at) : "") + (early ? "" : " at end");
            }
        };
    }

    private static void feed(ResponseParser parser, String text, int size) {
        parser.begin(false);
        byte[] bytes = text.replace("|", "\r\n").getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += size) {
            parser.take(bytes, at, Math.min(bytes.length, at + size));
        }
    }

    private static String fields(ReceivedAnswer answer) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < answer.fieldCount; i++) {
            int[] at = answer.fields;
            text.append(new String(answer.head, at[4 * i], at[4 * i + 1] - at[4 * i], ISO_8859_1))
                    .append('=')
                    .append(new String(answer.head, at[4 * i + 2], at[4 * i + 3] - at[4 * i + 2], ISO_8859_1))
                    .append(';');
        }
        return text.toString();
    }
}
