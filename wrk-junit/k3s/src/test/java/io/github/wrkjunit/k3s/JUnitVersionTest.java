// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JUnitVersionTest {

    /** What is published; the build makes it before the tests. */
    private static final Path POM = Path.of(".flattened-pom.xml");

    @Test
    void users_get_no_version_of_it_beside_their_own() throws IOException {
        assertThat(Files.readString(POM).split("<dependency>"))
                .filteredOn(dependency -> dependency.contains("<groupId>org.junit"))
                .isNotEmpty()
                .allMatch(dependency -> dependency.contains("<scope>provided</scope>"));
    }
}
