// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.launch.ShortLoadMain;
import io.github.wrkjunit.engine.rude.Behaviour;
import io.github.wrkjunit.engine.rude.RudeServer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine's process is found however the program that uses it was started. Surefire's jar without classes is what all
 * other tests run in; Maven packages the jars before it runs this.
 */
@Tag("processes")
class LaunchedProgramTest {

    private static final long LIMIT_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void from_an_argument_file() throws Exception {
        Path arguments = Files.writeString(
                folder.resolve("arguments"), "-cp\n\"" + testClasses() + File.pathSeparator + jars() + "\"\n");

        assertThat(offer("@" + arguments)).matches("unnamed module @\\w+: 20");
    }

    @Test
    void from_the_module_path() throws Exception {
        assertThat(offer("-p", jars(), "--add-modules", "ALL-MODULE-PATH", "-cp", testClasses()))
                .isEqualTo("module io.github.wrkjunit.core: 20");
    }

    /** Runs the program with these options; gives the line that it prints. */
    private String offer(String... options) throws IOException, InterruptedException, URISyntaxException {
        try (RudeServer server = RudeServer.start(Behaviour.HEALTHY)) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(options));
            command.add(ShortLoadMain.class.getName());
            command.addAll(List.of(folder.resolve("evidence").toString(), server.url(), script()));
            Path out = folder.resolve("out.txt");
            Path err = folder.resolve("err.txt");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            assertThat(ended).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
            return Files.readString(out).trim();
        }
    }

    /** What the library is made of, all of it packaged: a folder is no module. */
    private static String jars() {
        return Stream.of(ChildClassPath.find().split(File.pathSeparator, -1))
                .map(Path::of)
                .map(place -> Files.isDirectory(place) ? packaged(place) : place)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path packaged(Path classes) {
        try (Stream<Path> files = Files.list(Objects.requireNonNull(classes.getParent()))) {
            return files.filter(file -> file.getFileName().toString().matches("wrk-.*-SNAPSHOT\\.jar|wrk-.*\\d\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "There is no jar beside " + classes + ". Run mvn verify, which makes it first."));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String testClasses() {
        return ChildClassPath.of(LaunchedProgramTest.class);
    }

    private static String script() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(LaunchedProgramTest.class.getResource("/scripts/numbered.lua"))
                        .toURI())
                .toString();
    }
}
