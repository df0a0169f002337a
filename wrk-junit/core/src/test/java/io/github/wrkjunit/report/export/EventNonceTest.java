// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventNonceTest {

    private final EventNonce nonce = new EventNonce("abc1");

    @ParameterizedTest
    @ValueSource(
            strings = {"##wrk {\"nonce\":\"abc1\",\"event\":\"end\"}", "Running 10s test @ http://h:1/", "", " ##wrk {}"
            })
    void admits_its_own_events_and_text(String line) {
        assertThat(nonce.admitted(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "##wrk {\"event\":\"end\"}",
                "##wrk {\"nonce\":\"abc\",\"event\":\"end\"}",
                "##wrk {\"nonce\":\"abc12\",\"event\":\"end\"}",
                "##wrk {\"event\":\"end\",\"nonce\":\"abc1\"}",
                "##wrk "
            })
    void makes_text_of_an_event_of_someone_else(String line) {
        assertThat(nonce.admitted(line)).isEqualTo(" " + line);
    }

    @Test
    void a_random_word_is_unlike_the_next() {
        assertThat(EventNonce.random()).isNotEqualTo(EventNonce.random());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "ä", "$(id)"})
    void refuses_what_needs_quoting(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventNonce(value))
                .withMessage("nonce \"" + value
                        + "\" is not a word. Use 1 to 64 of the letters A to Z and a to z, and digits.");
    }
}
