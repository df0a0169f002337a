// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What fails before a load begins is in the XML of the test run, without the secrets of the load. */
class SecretsInFailuresTest {

    private static final String SECRET = "Xq7-Zw9vT4";

    @TempDir
    Path evidence;

    /** The shapes of core's src/test/resources/secrets.txt. */
    @ParameterizedTest
    @MethodSource("shapes")
    void no_shape_of_a_secret_is_in_the_xml(String shape) {
        Throwable failure = TestCaseRun.in(evidence)
                .with("wrk.url", shape)
                .with("wrk.headers", "X-Key " + shape)
                .with("wrk.args", shape)
                .with("wrk.duration", shape)
                .of(BadSettingsTest.LoadTestCase.class)
                .failure();

        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(failure).isExactlyInstanceOf(ExtensionConfigurationException.class);
        assertThat(trace.toString()).contains("***").doesNotContain(SECRET);
    }

    static List<String> shapes() throws IOException {
        Path here = Path.of("../core/src/test/resources/secrets.txt");
        Path file = Files.exists(here) ? here : Path.of("..").resolve(here); // of the tests of other versions of JUnit
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace("SECRET", SECRET))
                .toList();
    }

    @Test
    void a_bad_url_and_a_bad_header_do_not_show_what_is_secret_in_them() {
        Throwable failure = TestCaseRun.in(evidence)
                .with("wrk.url", "http://ann:s3cr3t 1@localhost:80/?key=s3cr3t")
                .with("wrk.headers", "X-Key s3cr3t")
                .of(BadSettingsTest.LoadTestCase.class)
                .failure();

        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(failure)
                .isExactlyInstanceOf(ExtensionConfigurationException.class)
                .hasMessageContaining("url \"http://***@localhost:80/?key=***\" is not an absolute HTTP URL.")
                .hasMessageContaining("headers \"X-Key: ***\" is not a header.");
        assertThat(trace.toString()).doesNotContain("s3cr3t");
    }
}
