// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.spec.Attribute;
import java.util.ArrayList;
import java.util.List;

/** The settings that wrk-junit itself knows, each with its default and its meaning; runtimes add their own. */
public final class KnownSettings {

    /** What every setting begins with. */
    public static final String PREFIX = "wrk.";

    /** Which runtime offers the load. */
    public static final String RUNTIME = "wrk.runtime";

    /** Whether annotated tests run at all. */
    public static final String ENABLED = "wrk.enabled";

    /** The factor of all rates. */
    public static final String RATE_FACTOR = "wrk.rate.factor";

    /** The safety ceiling on the rate. */
    public static final String RATE_MAX = "wrk.rate.max";

    /** Further targets that may be loaded. */
    public static final String TARGETS = "wrk.targets";

    /** The path that must answer before the load begins. */
    public static final String READY = "wrk.ready";

    /** How long to wait for {@link #READY}. */
    public static final String READY_TIMEOUT = "wrk.ready.timeout";

    /** How far the rate may be off. */
    public static final String TOLERANCE_RATE = "wrk.tolerance.rate";

    /** How late the generator may be. */
    public static final String TOLERANCE_LAG = "wrk.tolerance.lag";

    /** The folder of all evidence. */
    public static final String EVIDENCE = "wrk.evidence";

    /** Whether a person is told how the run goes. */
    public static final String PROGRESS = "wrk.progress";

    /** Whether several tests may offer loads at a time. */
    public static final String PARALLEL = "wrk.parallel";

    /** Whether two runs may never load one target at a time. */
    public static final String EXCLUSIVE = "wrk.exclusive";

    /** How long to wait for another run that loads the same target. */
    public static final String EXCLUSIVE_LIMIT = "wrk.exclusive.limit";

    /** How long a worker may take to start and warm up. */
    public static final String ARMING_LIMIT = "wrk.arming.limit";

    /** How much longer than planned a run may take. */
    public static final String DEADLINE_GRACE = "wrk.deadline.grace";

    /** What becomes of a test whose report cannot carry its verdict. */
    public static final String INCONCLUSIVE = "wrk.inconclusive";

    /** Whether a test whose loads nobody judges is in error. */
    public static final String JUDGED = "wrk.judged";

    /**
     * One setting.
     *
     * @param key its name; {@code <name>} in it stands for the name of a load
     * @param defaultText its default as a person reads it
     * @param description what it means, one sentence
     */
    public record Entry(String key, String defaultText, String description) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    RUNTIME,
                    "the only one on the class path; `k3s` before `kubernetes`",
                    "The name of the runtime that offers the load, such as `local`."),
            new Entry(ENABLED, "`true`", "`false` skips every annotated test, with this setting as the reason."),
            new Entry(RATE_FACTOR, "`1`", "Multiplies the rate of every load, whatever has set it."),
            new Entry(RATE_MAX, "`10000`", "The safety ceiling: requests per second of all loads of a run together."),
            new Entry(
                    TARGETS,
                    "none",
                    "Further targets that may be loaded, separated by commas: host names, `*.example.org`, addresses,"
                            + " `203.0.113.0/24`, or `*` for all. This machine, private addresses and cluster services"
                            + " always may. The addresses that a host resolves to decide. The engine judges what a script looks"
                            + " up as well; a wrk2, by `wrk.local.command` or in a cluster, looks it up unjudged."),
            new Entry(
                    READY,
                    "no wait",
                    "A path of the target, such as `/health`, that must answer this machine with 2xx or 3xx before the load begins."),
            new Entry(READY_TIMEOUT, "`30s`", "How long `wrk.ready` may take to answer well."),
            new Entry(
                    TOLERANCE_RATE,
                    "`0.05`",
                    "The share by which the offered rate may differ from the asked one before a report is inconclusive."),
            new Entry(
                    TOLERANCE_LAG,
                    "`50ms`",
                    "How late the generator's own sends may be at the percentile that is judged, before the verdict on it is"
                            + " inconclusive. So it is if threads of the generator stood still, in pieces of more than twice this"
                            + " time, for as long as the percentile leaves out of the run, or if as many requests were due in"
                            + " seconds in which a thread had no processor for five times this time."),
            new Entry(EVIDENCE, "`target/wrk-junit`", "The folder under which raw output and reports are kept."),
            new Entry(
                    PROGRESS,
                    "`auto`",
                    "`on` prints a line every few seconds while a load runs, `off` none; `auto` prints them where the"
                            + " tests' JVM has a terminal, which Maven gives to none that it forks."),
            new Entry(
                    PARALLEL,
                    "`false`",
                    "`true` lets several tests of one JVM offer loads at a time. As system property or environment variable only."),
            new Entry(
                    EXCLUSIVE,
                    "`true`",
                    "`false` lets several runs load the same host and port at a time, in this JVM and in others."),
            new Entry(EXCLUSIVE_LIMIT, "`10m`", "How long to wait for another run that loads the same host and port."),
            new Entry(ARMING_LIMIT, "`60s`", "How long a worker may take to start and to warm itself up."),
            new Entry(
                    DEADLINE_GRACE,
                    "`60s`",
                    "How much longer than warm-up, duration and timeout a run may take before it is ended as failed."),
            new Entry(
                    INCONCLUSIVE,
                    "`error`",
                    "What a test ends as whose report cannot carry the verdict: `error`, or `abort` to show it as skipped."
                            + " It never passes."),
            new Entry(
                    JUDGED,
                    "`true`",
                    "`false` lets tests pass whose loads nobody judges. For a single load use `judged = false`."));

    private KnownSettings() {}

    /** The settings that are not attributes of a load, in the order of the documentation. */
    public static List<Entry> all() {
        return ENTRIES;
    }

    /** The settings as a Markdown table, for the documentation. */
    public static String table() {
        List<String> lines = new ArrayList<>(List.of("| Setting | Default | Meaning |", "| --- | --- | --- |"));
        List<String> keys = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            if (attribute != Attribute.NAME) {
                keys.add("`" + attribute.key() + "`");
            }
        }
        lines.add("| `wrk.<attribute>` | | Overrides the attribute of a single load without a name: "
                + String.join(", ", keys) + ". |");
        lines.add("| `wrk.<name>.<attribute>` | | Overrides the attribute of the load with this name. |");
        for (Entry entry : ENTRIES) {
            lines.add("| `" + entry.key() + "` | " + entry.defaultText() + " | " + entry.description() + " |");
        }
        return String.join("\n", lines) + "\n";
    }
}
