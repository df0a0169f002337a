// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

/** What fails before a load begins is in the XML of the test run, without the secrets of the load. */
class SecretsInFailuresTest {

    @TempDir
    Path evidence;

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
