// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import io.github.wrkjunit.kubernetes.diagnosis.LoadContainer;
import io.github.wrkjunit.kubernetes.manifest.JobOptions;
import io.github.wrkjunit.kubernetes.manifest.JobText;
import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.Setting;
import io.github.wrkjunit.runtime.SettingReader;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.spec.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The settings {@code wrk.kubernetes.*}, read. Immutable.
 *
 * @param options what the Jobs look like
 * @param kubeconfig the kubeconfig's path; empty for the usual ones
 * @param context the context in it; empty for its current one
 * @param namespace the namespace; empty for that of the context
 * @param keep whether Jobs are kept
 * @param dryRun whether Jobs are only shown
 * @param scheduleLimit how long a pod may be refused by the cluster, or find no node, before that is a failure; empty for the
 *     defaults of {@link LoadContainer}
 * @param quiet whether nothing is printed of a long wait, as {@code wrk.progress} is {@code off}
 */
record KubernetesSettings(
        JobOptions options,
        Optional<String> kubeconfig,
        Optional<String> context,
        Optional<String> namespace,
        Keep keep,
        boolean dryRun,
        Optional<Duration> scheduleLimit,
        boolean quiet) {

    private static final String PREFIX = "wrk.kubernetes.";

    /** The kubeconfig's path; as kubectl finds it by default. */
    static final String KUBECONFIG = PREFIX + "kubeconfig";

    /** The context of the kubeconfig; its current one by default. */
    static final String CONTEXT = PREFIX + "context";

    /** The namespace of the Jobs; that of the context by default. */
    static final String NAMESPACE = PREFIX + "namespace";

    /** {@code never}, {@code on-failure} or {@code always}: whether a Job that has ended is kept until its time to live is over. */
    static final String KEEP = PREFIX + "keep";

    /** {@code true} makes no Job, and shows what would be made. */
    static final String DRY_RUN = PREFIX + "dry.run";

    /** How long a pod may be refused by the cluster, or find no node, before the load fails; longer where nodes are added. */
    static final String SCHEDULE_LIMIT = PREFIX + "schedule.limit";

    private static final String REQUESTS = PREFIX + "requests";
    private static final String LIMITS = PREFIX + "limits";

    /** The settings that are options of a Job, by key; each takes the setting's text. */
    private static final Map<String, BiConsumer<JobOptions.Builder, String>> OPTIONS = jobOptions();

    private static Map<String, BiConsumer<JobOptions.Builder, String>> jobOptions() {
        Map<String, BiConsumer<JobOptions.Builder, String>> options = new LinkedHashMap<>();
        options.put("image", JobOptions.Builder::image);
        options.put("image.pull.policy", JobOptions.Builder::imagePullPolicy);
        options.put("image.pull.secrets", (job, text) -> job.pullSecrets(JobText.words(text)));
        options.put("service.account", JobOptions.Builder::serviceAccount);
        options.put("node.selector", (job, text) -> job.nodeSelector(JobText.labels(text)));
        options.put("tolerations", (job, text) -> job.tolerations(JobText.tolerations(text)));
        options.put("affinity", (job, text) -> job.affinity(JobText.affinity(inlineOrFile(text))));
        options.put("labels", (job, text) -> job.labels(JobText.labels(text)));
        options.put("annotations", (job, text) -> job.annotations(JobText.annotations(text)));
        options.put("priority.class", JobOptions.Builder::priorityClass);
        options.put(
                "security.pod", (job, text) -> job.podSecurityContext(JobText.podSecurityContext(inlineOrFile(text))));
        options.put(
                "security.container", (job, text) -> job.securityContext(JobText.securityContext(inlineOrFile(text))));
        options.put("ttl", (job, text) -> job.timeToLive(time(text)));
        options.put("deadline.reserve", (job, text) -> job.reserve(time(text)));
        options.put("grace.period", (job, text) -> job.gracePeriod(time(text)));
        options.put("env", (job, text) -> job.environment(JobText.environment(text)));
        options.put("files", (job, text) -> job.files(JobText.words(text)));
        options.put("template", (job, text) -> job.template(JobText.template(file(text))));
        options.put("engine", (job, text) -> job.engine(JobText.engine(text)));
        options.put("engine.base", JobOptions.Builder::engineBase);
        options.put("wrapper", (job, text) -> job.wrapper(JobText.wrapper(text)));
        return options;
    }

    /** All keys. */
    static Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(
                List.of(KUBECONFIG, CONTEXT, NAMESPACE, KEEP, DRY_RUN, SCHEDULE_LIMIT, REQUESTS, LIMITS));
        OPTIONS.keySet().forEach(key -> keys.add(PREFIX + key));
        return keys;
    }

    /** Reads them all; everything that is wrong becomes a problem, a whole sentence. */
    static KubernetesSettings read(Settings settings, List<String> problems) {
        JobOptions.Builder options = JobOptions.builder();
        OPTIONS.forEach((key, option) -> settings.find(PREFIX + key)
                .ifPresent(setting -> attempt(setting, problems, text -> {
                    option.accept(options, text);
                    return "";
                })));
        resources(settings, options, problems);
        return new KubernetesSettings(
                options.build(),
                text(settings, KUBECONFIG),
                text(settings, CONTEXT),
                text(settings, NAMESPACE),
                settings.find(KEEP)
                        .flatMap(setting -> attempt(setting, problems, KubernetesSettings::keep))
                        .orElse(Keep.NEVER),
                new SettingReader(settings, problems::add).bool(DRY_RUN, false),
                settings.find(SCHEDULE_LIMIT)
                        .flatMap(setting -> attempt(setting, problems, KubernetesSettings::scheduleLimit)),
                text(settings, KnownSettings.PROGRESS).filter("off"::equals).isPresent());
    }

    /** The same for a cluster that no setting names. */
    KubernetesSettings withoutCluster() {
        return new KubernetesSettings(
                options, Optional.empty(), Optional.empty(), namespace, keep, dryRun, scheduleLimit, quiet);
    }

    /** The options by which {@code kubectl} reaches the same cluster from any folder, a word each; none if no setting names one. */
    List<String> kubectlOptions() {
        List<String> words = new ArrayList<>();
        kubeconfig.ifPresent(path -> words.addAll(
                List.of("--kubeconfig", Path.of(path).toAbsolutePath().toString())));
        context.ifPresent(name -> words.addAll(List.of("--context", name)));
        return words;
    }

    /** What a problem with a setting begins with. */
    static String at(Setting setting) {
        return setting.origin().place() + ": ";
    }

    private static void resources(Settings settings, JobOptions.Builder options, List<String> problems) {
        Optional<Setting> requests = settings.find(REQUESTS);
        Optional<Setting> limits = settings.find(LIMITS);
        if (requests.isPresent() || limits.isPresent()) {
            Setting first = requests.or(() -> limits).orElseThrow();
            attempt(
                    first,
                    problems,
                    text -> options.resources(JobText.resources(
                            requests.map(Setting::value).orElse(""),
                            limits.map(Setting::value).orElse(""))));
        }
    }

    private static <T> Optional<T> attempt(Setting setting, List<String> problems, Function<String, T> read) {
        try {
            return Optional.of(read.apply(setting.value()));
        } catch (IllegalArgumentException e) {
            problems.add(at(setting) + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> text(Settings settings, String key) {
        return settings.find(key).map(Setting::value);
    }

    private static Keep keep(String text) {
        return Keep.of(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" is none of never, on-failure and always. Use one of them."));
    }

    private static Duration time(String text) {
        return Durations.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not a time. Use 30s, 2m or 1h."));
    }

    private static Duration scheduleLimit(String text) {
        Duration limit = time(text);
        if (limit.compareTo(LoadContainer.REFUSAL_LIMIT) < 0) {
            throw new IllegalArgumentException("\"" + text + "\" is shorter than "
                    + Durations.text(LoadContainer.REFUSAL_LIMIT)
                    + ", within which the cluster itself tries again. Use 2s or longer, or leave it out.");
        }
        return limit;
    }

    private static String inlineOrFile(String text) {
        return text.startsWith("{") ? text : file(text);
    }

    private static String file(String text) {
        try {
            return Files.readString(Path.of(text));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" cannot be read as a file: " + e + ". Give the path of a file in YAML or JSON.",
                    e);
        }
    }
}
