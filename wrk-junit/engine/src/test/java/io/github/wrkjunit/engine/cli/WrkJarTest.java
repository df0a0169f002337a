// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.rude.Behaviour;
import io.github.wrkjunit.engine.rude.RudeServer;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.report.text.WrkTextParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as users have it: {@code target/wrk.jar}, which Maven packages before it runs this. */
@Tag("processes")
class WrkJarTest {

    private static final Path JAR = Path.of("target", "wrk.jar").toAbsolutePath();
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path folder;

    /** Empty and read-only; those who may write everywhere are still seen doing so. */
    private Path readOnly;

    private RudeServer server;
    private int started;

    @BeforeEach
    void start() throws IOException {
        readOnly = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        server = RudeServer.start(Behaviour.HEALTHY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void runs_from_an_empty_folder_with_a_read_only_home() throws Exception {
        Run run = wrk(List.of(), "-d1s", "-R20", "-L", "-s", script(), server.url())
                .ended();

        assertThat(run.error()).isEmpty();
        assertThat(run.process().exitValue()).isIn(0, Verdict.INCONCLUSIVE); // the machine may be busy
        assertThat(requests(run)).isEqualTo(20);
        assertThat(readOnly).isEmptyDirectory();
        server.stop();
        assertThat(server.log().counts().received("GET /rude")).isEqualTo(20);
    }

    @Test
    void runs_twice_at_once() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> options = List.of("-Djava.io.tmpdir=" + temporary);

        Run one = wrk(options, "-d2s", "-R20", "-s", script(), server.url());
        Run other = wrk(options, "-d2s", "-R20", "-s", script(), server.url());

        for (Run run : List.of(one.ended(), other.ended())) {
            assertThat(run.error()).isEmpty();
            assertThat(run.process().exitValue()).isIn(0, Verdict.INCONCLUSIVE); // the machine may be busy
            assertThat(requests(run)).isEqualTo(40);
        }
        assertThat(temporary).isEmptyDirectory();
        server.stop();
        assertThat(server.log().counts().received("GET /rude")).isEqualTo(80);
    }

    @Test
    void reports_what_it_has_offered_when_it_is_told_to_end() throws Exception {
        Run run = wrk(List.of(), "-d10m", "-R20", "--events", "-s", script(), server.url());
        server.awaitReceived(10);
        run.process().toHandle().destroy(); // SIGTERM
        run.ended();

        assertThat(run.error()).isEmpty();
        assertThat(run.process().exitValue()).isEqualTo(143);
        assertThat(run.output()).contains("\"event\":\"end\",\"reason\":\"signal\"");
        assertThat(requests(run)).isGreaterThanOrEqualTo(9); // the last one may be on its way
    }

    @Test
    void writes_the_latency_of_every_answer_to_a_file_of_its_thread() throws Exception {
        Path here = Files.createDirectory(folder.resolve("here"));

        Run run = wrk(here, List.of(), "-d1s", "-R20", "-t2", "-c2", "-P", "-s", script(), server.url())
                .ended();

        assertThat(run.error()).isEmpty();
        List<String> latencies = new ArrayList<>(Files.readAllLines(here.resolve("0.txt")));
        latencies.addAll(Files.readAllLines(here.resolve("1.txt")));
        assertThat(latencies).hasSize(20).allMatch(line -> line.matches("\\d+"));
    }

    @Test
    void prints_saved_output_as_json() throws Exception {
        String saved = resource("/saved/dsb-empty-histogram.txt");

        Run run = wrk(List.of(), "--read", saved, "--json", "-").ended();

        assertThat(run.error()).isEmpty();
        assertThat(run.process().exitValue()).isEqualTo(Verdict.INCONCLUSIVE); // wrk2 does not tell the rate
        WorkloadReport report = JsonReport.parse(run.output(), "standard output");
        assertThat(report.counts().answered()).isEqualTo(117);
        assertThat(readOnly).isEmptyDirectory();
    }

    @Test
    void carries_the_licences_of_all_that_is_in_it() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> entries = jar.stream().map(JarEntry::getName).toList();

            String list = text(jar, "META-INF/THIRD-PARTY.txt");
            assertThat(entries.stream()
                            .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                            .map(WrkJarTest::owner)
                            .distinct())
                    .contains("io.github.wrkjunit", "com.fasterxml", "picocli")
                    .allSatisfy(owner -> assertThat(list.lines()).anyMatch(line -> line.startsWith(owner + " ")));
            assertThat(entries)
                    .contains(
                            "META-INF/NOTICE",
                            "META-INF/FastDoubleParser-LICENSE",
                            "META-INF/FastDoubleParser-ThirdParty-LICENSE",
                            "META-INF/Schubfach-LICENSE",
                            "META-INF/LICENSE.txt",
                            "META-INF/LICENSE-luajava");
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0, January 2004");
        }
    }

    /** Whose package it is: its first two names, our own with three, that of a jar without a domain its only one. */
    private static String owner(String entry) {
        String[] names = entry.split("/", -1);
        int count = names[0].equals("io") ? 3 : names[0].equals("picocli") ? 1 : 2;
        return String.join(".", List.of(names).subList(0, count));
    }

    private static String text(JarFile jar, String entry) throws IOException {
        assertThat(jar.getEntry(entry)).as(entry).isNotNull();
        return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A process and the files into which it prints. */
    private record Run(Process process, Path out, Path err) {

        Run ended() throws InterruptedException {
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as("ended within " + LIMIT_SECONDS + " s").isTrue();
            return this;
        }

        String output() throws IOException {
            return Files.readString(out);
        }

        String error() throws IOException {
            return Files.readString(err);
        }
    }

    private Run wrk(List<String> options, String... arguments) throws IOException {
        return wrk(readOnly, options, arguments);
    }

    private Run wrk(Path directory, List<String> options, String... arguments) throws IOException {
        assertThat(JAR).as("mvn package makes it").isRegularFile();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Duser.home=" + readOnly));
        command.addAll(options);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        started++;
        Path out = folder.resolve("out-" + started + ".txt");
        Path err = folder.resolve("err-" + started + ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("HOME", readOnly.toString());
        return new Run(builder.start(), out, err);
    }

    private static long requests(Run run) throws IOException {
        return WrkTextParser.parse(run.output()).reports().get(0).requests();
    }

    private static String script() throws Exception {
        return resource("/scripts/numbered.lua");
    }

    private static String resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(WrkJarTest.class.getResource(name))
                        .toURI())
                .toString();
    }
}
