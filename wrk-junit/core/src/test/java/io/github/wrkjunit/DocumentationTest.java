// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.runtime.KnownSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The README says what the code does. */
class DocumentationTest {

    @Test
    void the_readme_lists_the_settings_that_the_code_knows() throws IOException {
        String readme = Files.readString(Path.of("..", "..", "README.md"));

        assertThat(readme).contains(KnownSettings.table());
    }
}
