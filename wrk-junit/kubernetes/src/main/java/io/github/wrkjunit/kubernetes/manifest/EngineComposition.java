// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.github.wrkjunit.runtime.EngineArguments;
import io.github.wrkjunit.runtime.Shell;
import io.github.wrkjunit.spec.Redaction;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what one worker's pod is given that runs the engine: from an image of its own, or from mounted jars in an image with a
 * Java runtime. Confined to one thread, and used once.
 */
final class EngineComposition {

    /** Where the engine's input is if nobody can attach to its pod; the Secret's key is the file's name. */
    private static final String INPUT_FOLDER = "/wrk-junit-input";

    private static final String INPUT = "input";

    /** What an engine needs beside its heap, rounded up. */
    private static final int OTHER_MIB = 128;

    private final WorkloadSpec spec;
    private final EngineInput input;
    private final EngineInput.Channel channel;
    private final List<String> notes = new ArrayList<>();
    private final Optional<ScriptFiles> scripts;
    private final JobAssembly assembly;
    private final OwnedObjects owned;

    EngineComposition(
            WorkloadSpec spec,
            int worker,
            int workers,
            Optional<Path> script,
            JobOptions options,
            JobIdentity identity,
            EngineInput input,
            EngineInput.Channel channel) {
        this.spec = spec;
        this.input = input;
        this.channel = channel;
        Optional<String> own = options.engine() == Engine.WRK_JUNIT ? options.image() : Optional.empty();
        int connections = EngineArguments.connections(spec, worker, workers);
        assembly = new JobAssembly(options, notes::add);
        scripts = script.map(path -> ScriptFiles.of(path, options.files()));
        assembly.options(own.orElse(options.engineBase()));
        assembly.memory(EngineArguments.heapMib(connections) + OTHER_MIB);
        assembly.identity(identity);
        assembly.life(spec.duration().plus(spec.timeout()).plus(beforehand(spec)));
        Optional<JarMaps> jars = own.isPresent()
                ? Optional.empty()
                : Optional.of(JarMaps.of(
                        identity.labels().getOrDefault(JobIdentity.RUN, identity.name()),
                        EngineJars.of(assembly.architecture()).files()));
        jars.ifPresent(all -> assembly.mount("wrk-engine", JarMaps.FOLDER, true, all::volume));
        assembly.emptyDir("wrk-tmp", "/tmp"); // for LuaJIT, which luajava unpacks
        Map<String, byte[]> files =
                new TreeMap<>(scripts.map(ScriptFiles::contents).orElse(Map.of()));
        Optional<ScriptVolume> volume =
                files.isEmpty() ? Optional.empty() : Optional.of(ScriptVolume.of(identity.name() + "-scripts", files));
        volume.ifPresent(all -> assembly.scripts(all, List.of()));
        List<String> companions = scripts.map(ScriptFiles::companions).orElse(List.of());
        assembly.workBeside(companions);
        String secretName = identity.name() + "-secrets";
        PodVariables variables = assembly.variables(secretName, companions);
        Map<String, String> secrets = new TreeMap<>(variables.secrets());
        if (channel == EngineInput.Channel.SECRET) {
            secrets.put(INPUT, input.text());
            assembly.mount("wrk-input", INPUT_FOLDER, true, name -> secret(name, secretName));
        }
        assembly.engine(own.isPresent() ? List.of() : program(connections), words(worker, workers), channel);
        assembly.variables(variables.variables());
        owned = new OwnedObjects(
                assembly.job().getMetadata(), volume, jars, secretName, secrets, variables.hiddenValues());
    }

    Composed composed() {
        return new Composed(
                assembly.job(),
                assembly.container(),
                owned,
                Optional.of(input.nonce()),
                List.copyOf(notes),
                byHand(spec),
                channel == EngineInput.Channel.ATTACHED ? Optional.of(input) : Optional.empty());
    }

    /** The command as a person types it, secrets hidden. */
    static String byHand(WorkloadSpec spec) {
        List<String> words = new ArrayList<>(List.of("wrk"));
        words.addAll(EngineArguments.load(spec, spec.rate(), spec.connections(), spec.script(), false));
        Redaction.headers(spec.headers()).forEach((name, value) -> words.addAll(List.of("-H", name + ": " + value)));
        words.add(Redaction.url(spec.url().toString()));
        words.addAll(Redaction.words(spec.args()));
        return Shell.join(words);
    }

    private static Duration beforehand(WorkloadSpec spec) {
        return spec.warmup().isZero() ? Duration.ZERO : spec.warmup().plus(spec.timeout());
    }

    private static List<String> program(int connections) {
        List<String> words = new ArrayList<>(List.of("java"));
        words.addAll(EngineArguments.jvm(connections));
        words.addAll(List.of("-cp", JarMaps.FOLDER + "/*", EngineArguments.MAIN));
        return words;
    }

    private List<String> words(int worker, int workers) {
        List<String> words = new ArrayList<>(List.of("--pod"));
        words.addAll(
                channel == EngineInput.Channel.SECRET
                        ? List.of("--input", INPUT_FOLDER + "/" + INPUT)
                        : List.of("--await-start"));
        words.addAll(EngineArguments.worker(spec, worker, workers, scripts.map(ScriptFiles::path), false));
        return words.stream().map(Word::literal).toList();
    }

    private static Volume secret(String name, String secret) {
        return new VolumeBuilder()
                .withName(name)
                .withNewSecret()
                .withSecretName(secret)
                .addNewItem(INPUT, null, INPUT)
                .endSecret()
                .build();
    }
}
