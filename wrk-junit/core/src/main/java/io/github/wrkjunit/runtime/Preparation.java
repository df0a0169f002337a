// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks loads and everything around them, and tells all that is wrong at once. Immutable.
 *
 * @param settings the settings
 * @param runtime the runtime that program or annotation name; empty if they do not
 * @param runtimeOrigin who names it
 * @param place what messages begin with
 * @param evidence the folder of the evidence
 * @param progress who is told how it goes
 * @param loader where runtimes and scripts are found
 * @param surroundings the world
 */
record Preparation(
        Settings settings,
        Optional<String> runtime,
        Origin runtimeOrigin,
        String place,
        Path evidence,
        Consumer<String> progress,
        ClassLoader loader,
        Surroundings surroundings) {

    PreparedWorkloads prepare(List<WorkloadSpec.Builder> given) {
        if (given.isEmpty()) {
            throw new IllegalArgumentException("There is no load to prepare. Give one or more.");
        }
        Problems problems = new Problems(place);
        SettingReader reader = new SettingReader(settings, problems);
        RuntimeLookup runtimes = surroundings.runtimes().apply(loader);
        UnknownSettings unknown = new UnknownSettings(runtimes.settingKeys(), runtimes.names());
        unknown.problems(settings).forEach(problems::add);
        RunOptions options = RunOptions.read(reader);
        AllowedTargets targets = AllowedTargets.read(reader, surroundings.addresses());
        double factor = reader.positive(KnownSettings.RATE_FACTOR, 1, "0.1");
        double ceiling = reader.positive(KnownSettings.RATE_MAX, 10_000, "10000");
        WorkloadRuntimeProvider provider = choose(runtimes, problems);
        List<PreparedLoad> loads = new ArrayList<>();
        boolean several = given.size() > 1;
        duplicates(given, problems);
        for (WorkloadSpec.Builder builder : given) {
            WorkloadSpec.Builder load = builder.copy();
            String name = LoadSettings.name(load);
            Consumer<String> problem = sentence -> problems.add(name, several, sentence);
            List<String> warnings = new ArrayList<>(LoadSettings.apply(load, !several, settings));
            if (provider != null) {
                warnings.addAll(runtimes.broken());
            }
            settings.find(KnownSettings.RATE_FACTOR)
                    .ifPresent(setting -> LoadSettings.scale(load, factor, setting.origin()));
            if (load.origin(Attribute.SEED).isEmpty()) {
                load.origin(Origin.CHOSEN).seed(surroundings.seeds().getAsLong());
            }
            reserved(load, name, unknown).ifPresent(problem);
            load.problems().forEach(problem);
            Optional<Script> script = script(load, problem);
            if (load.problems().isEmpty()) {
                WorkloadSpec spec = load.build();
                targets.problem(spec.url())
                        .map(sentence -> at(spec, Attribute.URL, sentence))
                        .ifPresent(problem);
                if (spec.rate() > ceiling) {
                    problem.accept(at(
                            spec,
                            Attribute.RATE,
                            tooFast("rate = " + LoadSettings.text(spec.rate()), spec.rate(), ceiling)));
                }
                loads.add(new PreparedLoad(spec, script, warnings));
            }
        }
        total(loads, ceiling, problems);
        if (provider != null) {
            askRuntime(provider, loads, several, problems);
        }
        problems.check();
        RunContext context =
                new RunContext(place, settings, options, requireProvider(provider), evidence, progress, surroundings);
        return new PreparedWorkloads(context, loads);
    }

    private @Nullable WorkloadRuntimeProvider choose(RuntimeLookup runtimes, Problems problems) {
        Optional<Setting> setting = settings.find(KnownSettings.RUNTIME);
        Optional<String> named = setting.map(Setting::value).or(() -> runtime);
        try {
            return runtimes.choose(named, setting.map(Setting::origin).orElse(runtimeOrigin));
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            runtimes.broken().forEach(problems::add);
            return null;
        }
    }

    private static WorkloadRuntimeProvider requireProvider(@Nullable WorkloadRuntimeProvider provider) {
        if (provider == null) {
            throw new IllegalStateException("no runtime, and no problem told");
        }
        return provider;
    }

    private static void duplicates(List<WorkloadSpec.Builder> given, Problems problems) {
        Map<String, Integer> names = new LinkedHashMap<>();
        given.forEach(load -> names.merge(LoadSettings.name(load), 1, Integer::sum));
        names.forEach((name, count) -> {
            if (count > 1) {
                problems.add(count + " loads are named \"" + name + "\". Give each a name of its own.");
            }
        });
    }

    /** {@code wrk.ready.timeout} cannot be both a setting of the run and the timeout of a load named ready. */
    private static Optional<String> reserved(WorkloadSpec.Builder load, String name, UnknownSettings unknown) {
        if (load.value(Attribute.NAME).isEmpty()) {
            return Optional.empty();
        }
        for (Attribute attribute : Attribute.values()) {
            String key = KnownSettings.PREFIX + name + "." + attribute.key();
            if (unknown.isTaken(key)) {
                return Optional.of("name \"" + name + "\" cannot be a load's: " + key
                        + " is a setting of its own. Use another name.");
            }
        }
        return Optional.empty();
    }

    private Optional<Script> script(WorkloadSpec.Builder load, Consumer<String> problem) {
        Optional<String> name = load.value(Attribute.SCRIPT).map(String.class::cast);
        try {
            List<String> args = load.value(Attribute.ARGS)
                    .map(value ->
                            ((List<?>) value).stream().map(String::valueOf).toList())
                    .orElse(List.of());
            return name.map(script -> new ScriptLookup(surroundings.workingFolder(), loader).find(script, args));
        } catch (IllegalArgumentException e) {
            problem.accept(Problems.at(load.origin(Attribute.SCRIPT), String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static void total(List<PreparedLoad> loads, double ceiling, Problems problems) {
        double total = loads.stream().mapToDouble(load -> load.spec().rate()).sum();
        if (total > ceiling && loads.stream().allMatch(load -> load.spec().rate() <= ceiling)) {
            problems.add(tooFast(
                    "the loads offer " + LoadSettings.text(total) + " requests per second together, which",
                    total,
                    ceiling));
        }
    }

    private static String tooFast(String what, double rate, double ceiling) {
        return what + " is above the safety ceiling of " + LoadSettings.text(ceiling)
                + " requests per second. Offer less, or set " + KnownSettings.RATE_MAX + " = "
                + LoadSettings.text(Math.ceil(rate)) + " if the target is yours to load.";
    }

    private void askRuntime(
            WorkloadRuntimeProvider provider, List<PreparedLoad> loads, boolean several, Problems problems) {
        try (WorkloadRuntime made = provider.create(settings)) {
            for (PreparedLoad load : loads) {
                made.problems(load.spec())
                        .forEach(sentence -> problems.add(load.spec().name(), several, sentence));
            }
            loads.replaceAll(load -> load.warned(
                    made.warnings(load.spec(), load.script().map(Script::text).orElse(""))));
        } catch (InvalidSpecException e) {
            e.problems().forEach(problems::add);
        } catch (RuntimeException | LinkageError e) {
            problems.add("the runtime \"" + provider.name() + "\" cannot be made: " + e
                    + ". Look at its settings and at the versions on the class path.");
        }
    }

    private static String at(WorkloadSpec spec, Attribute attribute, String sentence) {
        return Problems.at(Optional.of(spec.origin(attribute)), sentence);
    }
}
