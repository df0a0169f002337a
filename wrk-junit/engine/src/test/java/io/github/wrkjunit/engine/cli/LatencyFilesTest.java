// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyFilesTest {

    @TempDir
    Path folder;

    @Test
    void a_link_in_the_place_of_a_file_is_not_followed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "not to be lost");
        Path file = Files.createSymbolicLink(folder.resolve("0.txt"), precious);
        Options options = new Options();
        options.rate = "10";
        options.printAll = true;
        options.words.add("http://localhost:5000/");
        Arguments arguments = Arguments.of(options, List.of());

        assertThatThrownBy(() -> LatencyFiles.open(arguments, folder))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("-P cannot write " + file + ": ");
        assertThat(precious).hasContent("not to be lost");
    }
}
