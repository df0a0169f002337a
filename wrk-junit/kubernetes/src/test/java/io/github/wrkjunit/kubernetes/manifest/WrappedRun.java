// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.wrkjunit.engine.cli.Wrk;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.EventNonce;
import io.github.wrkjunit.runtime.ReportMerger;
import io.github.wrkjunit.runtime.WorkerTranscript;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.Durations;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The wrapper script in a real LuaJIT: a child JVM runs the engine's command line with it, as a pod runs wrk2. One thread at a
 * time.
 */
final class WrappedRun {

    static final EventNonce NONCE = new EventNonce("n0nce");

    /** Whatever this machine has: a container without a CPU limit. */
    private static final String CONTAINER = String.join(
            "\n",
            "do",
            "  local open = io.open",
            "  io.open = function(name, ...)",
            "    if name:sub(1, 15) ~= '/sys/fs/cgroup/' then return open(name, ...) end",
            "    if name ~= '/sys/fs/cgroup/cpu.stat' then return nil end",
            "    local text = 'usage_usec 1\\nnr_periods 0\\nnr_throttled 0\\nthrottled_usec 0\\n'",
            "    return { close = function() end, read = function() return text end }",
            "  end",
            "end");

    private static final long LIMIT_SECONDS = 60;
    private static final int RATE = 100;

    private final Path folder;
    private final String url;
    private final Map<String, String> environment =
            new TreeMap<>(Map.of("WRAP_NONCE", NONCE.value(), "WRAP_SERIES", "1"));
    private final List<String> options = new ArrayList<>(List.of("-P"));
    private String before = "";
    private String after = "";
    private String duration = "1s";
    private int exitCode = -1;

    WrappedRun(Path folder, String url) {
        this.folder = folder;
        this.url = url;
    }

    /** A user's script. */
    WrappedRun script(String... lines) throws IOException {
        return script(Files.write(folder.resolve("user.lua"), List.of(lines)));
    }

    WrappedRun script(Path file) {
        return variable("WRAP_SCRIPT", file.toString());
    }

    WrappedRun variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Lua that runs before the wrapper: what the program around it lacks. */
    WrappedRun before(String... lines) {
        before = String.join("\n", lines);
        return this;
    }

    /** Lua that runs after the wrapper: how the program around it behaves. */
    WrappedRun after(String... lines) {
        after = String.join("\n", lines);
        return this;
    }

    WrappedRun option(String option) {
        options.add(option);
        return this;
    }

    WrappedRun without(String option) {
        options.remove(option);
        return this;
    }

    WrappedRun lasting(String time) {
        duration = time;
        return this;
    }

    /** Runs it; gives the lines of standard output, and standard error after them. */
    List<String> run() throws IOException, InterruptedException {
        Path wrapper = Files.writeString(
                folder.resolve("wrapper.lua"), String.join("\n", CONTAINER, before, wrapper(), after), UTF_8);
        Path out = folder.resolve("out.log");
        Path err = folder.resolve("err.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Wrk.class.getName(),
                "-D",
                "exp",
                "-t",
                "2",
                "-c",
                "2",
                "-d",
                duration,
                "-L",
                "-r",
                "-s",
                wrapper.toString(),
                url,
                "-R",
                Integer.toString(RATE),
                "--seed",
                "7"));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended).as("ended within " + LIMIT_SECONDS + " s").isTrue();
        exitCode = process.exitValue();
        List<String> lines = new ArrayList<>(Files.readAllLines(out));
        lines.addAll(Files.readAllLines(err));
        return lines;
    }

    int exitCode() {
        return exitCode;
    }

    /** The report of a run, as core makes it of the lines that the nonce admits. */
    WorkloadReport report() throws IOException, InterruptedException {
        return report(run());
    }

    WorkloadReport report(List<String> lines) {
        WorkerTranscript transcript = new WorkerTranscript(0, 1);
        lines.forEach(line -> transcript.output(NONCE.admitted(line)));
        transcript.exited(exitCode);
        WorkloadSpec spec = WorkloadSpec.builder()
                .name("wrapped")
                .url("http://target:80")
                .rate(RATE)
                .dist(Distribution.EXP)
                .duration(Durations.parse(duration).orElseThrow())
                .seed(7)
                .build();
        return ReportMerger.merge(spec, List.of(transcript), false).build();
    }

    /** The JSON texts of the wrapper's events among the lines, also of those that were escaped among other events. */
    static List<String> events(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith("##wrk {\"nonce\""))
                .map(line -> line.substring("##wrk ".length()))
                .toList();
    }

    private static String wrapper() throws IOException {
        try (InputStream text = requireNonNull(LoadJob.class.getResourceAsStream("wrapper.lua"), "wrapper.lua")) {
            return new String(text.readAllBytes(), UTF_8);
        }
    }
}
