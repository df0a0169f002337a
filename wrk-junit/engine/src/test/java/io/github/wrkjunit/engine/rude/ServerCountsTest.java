// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServerCountsTest {
    private static final ServerCounts COUNTS = new ServerCounts(List.of(
            request(1, "GET /hotels?id=1", "1", Deed.ANSWERED, 200),
            request(2, "GET /hotels?id=2", "2", Deed.ANSWERED, 500),
            request(3, "POST /hotels", "", Deed.RESET, 0),
            request(4, "GET /user?id=2", "2", Deed.HUNG, 0),
            request(5, "POST /hotels", "", Deed.ANSWERED, 200)));

    @Test
    void counts_by_operation_without_the_query() {
        assertThat(COUNTS.received()).isEqualTo(5);
        assertThat(COUNTS.received("GET /hotels")).isEqualTo(2);
        assertThat(COUNTS.received("GET /none")).isZero();
        assertThat(COUNTS.byOperation()).isEqualTo(Map.of("GET /hotels", 2L, "POST /hotels", 2L, "GET /user", 1L));
    }

    @Test
    void counts_by_what_was_done() {
        assertThat(COUNTS.byDeed()).isEqualTo(Map.of(Deed.ANSWERED, 3L, Deed.RESET, 1L, Deed.HUNG, 1L));
        assertThat(COUNTS.answered()).isEqualTo(3);
        assertThat(COUNTS.answered(200)).isEqualTo(2);
        assertThat(COUNTS.answered(500)).isEqualTo(1);
        assertThat(COUNTS.resets()).isEqualTo(1);
        assertThat(COUNTS.did(Deed.GARBAGE)).isZero();
    }

    @Test
    void finds_ids_that_came_twice_or_never() {
        assertThat(COUNTS.duplicates()).containsExactly("2");
        assertThat(COUNTS.missing(1, 4)).containsExactly(3L, 4L);
    }

    private static ReceivedRequest request(long sequence, String target, String id, Deed deed, int status) {
        return new ReceivedRequest(sequence, 1, (int) sequence, 0, target + " HTTP/1.1", id, deed, status, 1);
    }
}
