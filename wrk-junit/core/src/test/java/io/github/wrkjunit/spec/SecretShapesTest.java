// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The shapes of src/test/resources/secrets.txt, which other tests send through every door. */
class SecretShapesTest {

    private static final String SECRET = "Xq7-Zw9vT4";

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/secrets.txt", delimiter = '\1', quoteCharacter = '\2')
    void no_shape_shows_its_secret(String shape) {
        assertThat(Redaction.text(shape.replace("SECRET", SECRET)))
                .doesNotContain(SECRET)
                .contains("***");
    }

    @ParameterizedTest
    @CsvFileSource(
            files = "src/test/resources/innocents.txt",
            delimiter = '\1',
            quoteCharacter = '\2',
            ignoreLeadingAndTrailingWhitespace = false)
    void an_ordinary_text_stays_as_it_is(String text) {
        assertThat(Redaction.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/secrets.txt", delimiter = '\1', quoteCharacter = '\2')
    void what_is_hidden_once_is_not_hidden_again(String shape) {
        String shown = Redaction.text(shape.replace("SECRET", SECRET));

        assertThat(Redaction.text(shown)).isEqualTo(shown);
    }

    @Test
    void json_stays_json() {
        assertThat(Redaction.text("{\"a\":1,\"token\":\"x\",\"b\":{\"password\":12345,\"c\":\"d\"}}"))
                .isEqualTo("{\"a\":1,\"token\":\"***\",\"b\":{\"password\":***,\"c\":\"d\"}}");
    }

    @Test
    @Timeout(20)
    void a_long_word_takes_no_more_time_than_its_length() {
        assertThat(Redaction.text("key" + "a.-_token".repeat(10_000))).hasSize(90_003);
        assertThat(Redaction.text("http://" + "a:".repeat(40_000))).hasSize(80_007);
    }
}
