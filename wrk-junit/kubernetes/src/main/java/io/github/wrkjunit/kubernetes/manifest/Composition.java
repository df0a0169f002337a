// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.runtime.WorkShare;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides what one worker's pod is given: files, variables, words. Confined to one thread, and used once. */
final class Composition {

    private final WorkloadSpec spec;
    private final int worker;
    private final String nonce;
    private final List<String> notes = new ArrayList<>();
    private final Optional<ScriptFiles> scripts;
    private final List<String> companions;
    private final WrapperMode mode;
    private final JobAssembly assembly;
    private final OwnedObjects owned;
    private final StockCommand command;

    /** Where wrk2 finds the script that it is given; empty for none. */
    private Optional<String> wrkScript;

    Composition(
            WorkloadSpec spec,
            int worker,
            int workers,
            Optional<Path> script,
            JobOptions options,
            JobIdentity identity,
            String nonce) {
        this.spec = spec;
        this.worker = worker;
        this.nonce = nonce;
        assembly = new JobAssembly(options, notes::add);
        scripts = script.map(path -> ScriptFiles.of(path, options.files()));
        companions = scripts.map(ScriptFiles::companions).orElse(List.of());
        wrkScript = scripts.map(ScriptFiles::path);
        Measuring measuring = Measuring.of(spec, workers, companions, options.wrapper());
        notes.addAll(measuring.notes());
        mode = measuring.mode();
        command = StockCommand.ofWorker(spec, worker, workers);
        assembly.options(TemplateJob.image(options));
        assembly.identity(identity);
        assembly.life(spec.duration());
        Optional<ScriptVolume> volume = volume(identity.name() + "-scripts");
        folders(volume);
        PodVariables variables = variables(identity.name() + "-secrets");
        assembly.command(command.arguments(wrkScript, isSeries()).stream()
                .map(variables::word)
                .toList());
        assembly.variables(variables.variables());
        owned = new OwnedObjects(
                assembly.job().getMetadata(),
                volume,
                Optional.empty(),
                identity.name() + "-secrets",
                variables.secrets(),
                variables.hiddenValues());
    }

    Composed composed() {
        return new Composed(
                assembly.job(),
                assembly.container(),
                owned,
                isWrapped() ? Optional.of(nonce) : Optional.empty(),
                List.copyOf(notes),
                command.byHand(),
                Optional.empty());
    }

    private Optional<ScriptVolume> volume(String name) {
        Map<String, byte[]> files =
                new TreeMap<>(scripts.map(ScriptFiles::contents).orElse(Map.of()));
        if (isWrapped()) {
            String wrapper = Wrapper.freeName(files.keySet());
            files.put(wrapper, Wrapper.content());
            wrkScript = Optional.of(ScriptFiles.FOLDER + "/" + wrapper);
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(ScriptVolume.of(name, files));
    }

    /** A series needs a working directory that can be written. */
    private void folders(Optional<ScriptVolume> volume) {
        if (isSeries()) {
            assembly.folder();
        } else {
            assembly.workBeside(companions);
        }
        volume.ifPresent(all -> assembly.scripts(all, isSeries() ? companions : List.of()));
    }

    private PodVariables variables(String secretName) {
        PodVariables variables = assembly.variables(secretName, companions);
        if (isWrapped()) {
            scripts.ifPresent(files -> variables.own("WRAP_SCRIPT", files.path()));
            variables.own(isSeries() ? "WRAP_SERIES" : "WRAP_STATUS", "1");
            variables.own("WRAP_NONCE", nonce);
            variables.own("WRAP_TERM", "1");
            spec.seed().ifPresent(seed -> variables.own("WRAP_SEED", Long.toString(arrivalSeed(seed))));
            variables.annotation("WRAP_START", LoadJob.START); // empty without that annotation: no common start
        }
        return variables;
    }

    private boolean isSeries() {
        return mode == WrapperMode.SERIES;
    }

    private boolean isWrapped() {
        return mode != WrapperMode.NONE;
    }

    /** srand takes 32 bits, and 0 is the same as 1 to it: 31 bits of the worker's seed, at least 1. */
    private long arrivalSeed(long seed) {
        return Math.max(1, WorkShare.seed(seed, worker) >>> 33);
    }
}
