// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.Shell;
import io.github.wrkjunit.runtime.WorkShare;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.spec.Distribution;
import io.github.wrkjunit.spec.HiddenValues;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another wrk2, named by {@code wrk.local.command}. It understands whole seconds and whole rates only, and what cannot be
 * mended there (wrk2/SPEC.md, defects) is refused before it runs. A {@link ForeignGuard} starts and ends it.
 */
final class ForeignCommand implements Launcher {

    /** The guard does next to nothing, and shall cost as much. */
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-Xshare:auto", "-XX:-UsePerfData");

    /** By what a script of wrk reaches another address than the URL's. */
    private static final Pattern ADDRESS =
            Pattern.compile("\\bwrk\\s*\\.\\s*(lookup|connect)\\b|\\bthread\\s*\\.\\s*addr\\b");

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

    private final List<String> program;
    private final Origin origin;
    private final String java;

    /** The program and where it was named; the java command is the guard's. */
    ForeignCommand(String command, Origin origin, String java) {
        this.program = List.of(command.trim().split("\\s+"));
        this.origin = origin;
        this.java = java;
    }

    @Override
    public List<String> problems(WorkloadSpec spec) {
        List<String> problems = new ArrayList<>();
        if (program.get(0).isEmpty()) {
            return List.of(origin + ": the command is empty. Name a wrk2, such as /usr/local/bin/wrk2.");
        }
        if (spec.dist() == Distribution.NORM) {
            problems.add(why("dist = NORM", "wrk2 has no normal distribution and floods instead", "Use EXP or FIXED."));
        }
        double rate = spec.rate() / spec.workers();
        if (rate != Math.rint(rate)) {
            problems.add(
                    why("rate = " + spec.rate(), "wrk2 takes whole rates only", "Use a whole number for each worker."));
        } else if (rate < spec.threads()) {
            problems.add(why(
                    "rate = " + spec.rate() + " with threads = " + spec.threads(),
                    "wrk2 floods when the rate is below the number of threads",
                    "Use fewer threads."));
        }
        whole("duration", spec.duration()).ifPresent(problems::add);
        whole("timeout", spec.timeout()).ifPresent(problems::add);
        if (spec.connections() % (spec.threads() * spec.workers()) != 0) {
            problems.add(why(
                    "connections = " + spec.connections() + " with threads x workers = "
                            + spec.threads() * spec.workers(),
                    "wrk2 drops the remainder",
                    "Use a multiple."));
        }
        if (!spec.warmup().isZero()) {
            problems.add(why("warmup", "wrk2 has none", "Leave it out."));
        }
        return problems;
    }

    @Override
    public List<String> command(WorkerPlan plan) {
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(JVM);
        command.add(Launcher.errorFile(plan));
        command.addAll(List.of("-cp", ChildClassPath.of(ForeignGuard.class), ForeignGuard.class.getName()));
        return command;
    }

    /** The program's own command line, which is the guard's business alone until it starts the program. */
    @Override
    public List<String> hiddenWords(WorkerPlan plan) {
        return words(
                plan.spec(),
                plan.spec().rate() / plan.workers(),
                WorkShare.of(plan.spec().connections(), plan.worker(), plan.workers()),
                plan.script().map(script -> script.path().toString()));
    }

    @Override
    public List<String> warnings(WorkloadSpec spec) {
        boolean secret = !HiddenValues.of(spec).values().isEmpty();
        return secret
                ? List.of(program.get(0)
                        + " takes headers, URL and arguments from its command line only, so every user of this"
                        + " machine could read the load's secrets in the list of processes while it ran. Use the engine,"
                        + " or a secret that is worth nothing.")
                : List.of();
    }

    @Override
    public List<String> warnings(WorkloadSpec spec, String script) {
        List<String> warnings = new ArrayList<>(warnings(spec));
        Matcher address = ADDRESS.matcher(COMMENT.matcher(script).replaceAll(""));
        if (address.find()) {
            warnings.add("The script uses " + address.group().replaceAll("\\s", "") + ", and " + program.get(0)
                    + " looks addresses up itself: wrk.targets was applied to the load's URL only. Leave wrk.local.command out"
                    + " to have the engine offer the load: it judges what a script looks up.");
        }
        return warnings;
    }

    @Override
    public String again(WorkloadSpec spec, Optional<String> script) {
        return Shell.join(words(spec, spec.rate(), spec.connections(), script));
    }

    @Override
    public boolean arms() {
        return false;
    }

    private List<String> words(WorkloadSpec spec, double rate, int connections, Optional<String> script) {
        List<String> words = new ArrayList<>(program);
        if (spec.dist() != Distribution.FIXED) {
            words.addAll(List.of("-D", spec.dist().word())); // giltene's wrk2 has no -D and is always fixed
        }
        words.addAll(List.of(
                "-t" + spec.threads(),
                "-c" + connections,
                "-d" + spec.duration().toSeconds() + "s",
                "-T" + spec.timeout().toSeconds() + "s",
                "-L"));
        script.ifPresent(path -> words.addAll(List.of("-s", path)));
        spec.headers().forEach((name, value) -> words.addAll(List.of("-H", name + ": " + value)));
        words.add("-R" + String.format(Locale.ROOT, "%d", Math.round(rate)));
        words.add(spec.url().toString());
        words.addAll(spec.args());
        return words;
    }

    private Optional<String> whole(String name, Duration duration) {
        return duration.toNanos() % 1_000_000_000L == 0
                ? Optional.empty()
                : Optional.of(why(
                        name + " = " + duration.toMillis() + "ms",
                        "wrk2 takes whole seconds only",
                        "Use whole seconds."));
    }

    private String why(String what, String why, String wayOut) {
        return what + " cannot be offered by " + program.get(0) + " (" + origin + "): " + why + ". " + wayOut;
    }
}
