// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is wrong with the environment is said, and what to do. */
class ClusterMessagesTest {

    @Test
    void a_base_that_is_not_there_is_told() {
        BaseImageSource source = new BaseImageSource(Map.of("CLUSTER_BASE", "/nowhere/base.tar"));

        assertThatThrownBy(source::archive)
                .hasMessage("CLUSTER_BASE names /nowhere/base.tar, and there is no such file."
                        + " Set it to an archive of an image with a Java runtime 17.");
    }

    @Test
    void a_command_that_fails_is_told_with_its_output() {
        Command command = new Command("CLUSTER_LOAD", "ls --no-such-option");

        assertThatThrownBy(() -> command.run(Path.of("/image.tar")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "The command of CLUSTER_LOAD, ls --no-such-option /image.tar, ended with status ")
                .hasMessageContaining("no-such-option");
    }

    @Test
    void a_replay_survives_any_text() {
        String value = Replay.log(2, "it's $(date)\n\"%s\"", 3).value();

        String script = new String(Base64.getDecoder().decode(value), UTF_8);
        assertThat(script).startsWith("sleep 2\n").endsWith("\nexit 3").doesNotContain("$(date)");
    }
}
