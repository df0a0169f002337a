// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command line with mistakes in it is quoted without its secrets, for a person and as an event. */
class UsageSecretsTest {

    private static final String SECRET = "Xq7-Zw9vT4";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvFileSource(files = "../core/src/test/resources/secrets.txt", delimiter = '\1', quoteCharacter = '\2')
    void a_word_in_any_shape_of_a_secret_does_not_show_it(String shape) {
        String word = shape.replace("SECRET", SECRET);

        wrk("-R10", "--events", "-S", "-H", word, "http://localhost:1/", "http://second/" + word, word);
        wrk("-R10", "-S", word);

        assertThat(out.toString(UTF_8)).contains("is an option of wrk2").doesNotContain(SECRET);
        assertThat(err.toString(UTF_8)).contains("is an option of wrk2").doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://ann:SECRET@localhost:99999/",
                "http://ann:SECRET@",
                "http://ann:SECRET/x@localhost:1/",
                "http://ann:SECRET@localhost:1/a b",
                "https://ann:SECRET@localhost/",
                "ann:SECRET@localhost",
                "ftp://SECRET@localhost/",
            })
    void a_bad_url_does_not_show_its_password(String url) {
        wrk("-R10", url.replace("SECRET", SECRET));

        assertThat(err.toString(UTF_8))
                .startsWith("invalid URL \"")
                .contains("***")
                .doesNotContain(SECRET);
    }

    private void wrk(String... arguments) {
        PrintStream printed = new PrintStream(out, true, UTF_8);
        int status = new Wrk(InputStream.nullInputStream(), printed, new PrintStream(err, true, UTF_8)).run(arguments);
        assertThat(status).isEqualTo(1);
    }
}
