// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts options and the load into a template, and nothing that need not be. Confined to one thread. */
final class JobAssembly {

    /** The working directory in the pod where one is needed that can be written. */
    static final String FOLDER = "/wrk-junit";

    /** wrk2 ends up to this late (wrk2/KUBERNETES.md c.2). */
    private static final Duration LATE_END = Duration.ofSeconds(2);

    private static final Duration RESERVE = Duration.ofMinutes(1);
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final JobOptions options;
    private final Consumer<String> notes;
    private final Job job;
    private final PodSpec pod;
    private final Container container;

    JobAssembly(JobOptions options, Consumer<String> notes) {
        this.options = options;
        this.notes = notes;
        job = TemplateJob.of(options, notes);
        pod = job.getSpec().getTemplate().getSpec();
        container = TemplateJob.checked(pod);
    }

    Job job() {
        return job;
    }

    String container() {
        return container.getName();
    }

    /** The variables of the template and of the options, and where Lua finds the modules beside the script. */
    PodVariables variables(String secretName, List<String> companions) {
        PodVariables variables = new PodVariables(secretName, container.getEnv());
        options.environment().forEach(variables::user);
        if (!companions.isEmpty() && !variables.has("LUA_PATH")) {
            variables.own("LUA_PATH", ScriptFiles.FOLDER + "/?.lua;" + ScriptFiles.FOLDER + "/?/init.lua;;");
        }
        return variables;
    }

    void options(String image) {
        container.setImage(image);
        container.setImagePullPolicy(chosen(options.imagePullPolicy(), container.getImagePullPolicy(), "IfNotPresent"));
        if (!options.pullSecrets().isEmpty()) {
            pod.setImagePullSecrets(options.pullSecrets().stream()
                    .map(LocalObjectReference::new)
                    .toList());
        }
        options.serviceAccount().ifPresent(name -> {
            pod.setServiceAccount(null);
            pod.setServiceAccountName(name);
            if (options.template().isEmpty()) {
                pod.setAutomountServiceAccountToken(null);
            }
        });
        if (!options.nodeSelector().isEmpty()) {
            pod.setNodeSelector(options.nodeSelector());
        }
        if (!options.tolerations().isEmpty()) {
            pod.setTolerations(options.tolerations());
        }
        options.affinity().ifPresent(pod::setAffinity);
        options.priorityClass().ifPresent(pod::setPriorityClassName);
        options.podSecurityContext().ifPresent(pod::setSecurityContext);
        options.securityContext().ifPresent(container::setSecurityContext);
        options.resources().ifPresent(container::setResources);
    }

    void identity(JobIdentity identity) {
        ObjectMeta metadata = job.getMetadata();
        metadata.setName(identity.name());
        metadata.setNamespace(identity.namespace());
        for (ObjectMeta each : List.of(metadata, job.getSpec().getTemplate().getMetadata())) {
            each.setLabels(merged(each.getLabels(), options.labels(), identity.labels()));
            each.setAnnotations(merged(each.getAnnotations(), options.annotations(), identity.annotations()));
        }
    }

    /** The rules of wrk2/KUBERNETES.md (g). */
    void life(Duration load) {
        JobSpec spec = job.getSpec();
        spec.setSuspend(true);
        spec.setBackoffLimit(0);
        pod.setRestartPolicy("Never");
        spec.setTtlSecondsAfterFinished((int) seconds(
                options.timeToLive(),
                spec.getTtlSecondsAfterFinished() == null
                        ? null
                        : spec.getTtlSecondsAfterFinished().longValue(),
                TIME_TO_LIVE));
        pod.setTerminationGracePeriodSeconds(
                seconds(options.gracePeriod(), pod.getTerminationGracePeriodSeconds(), GRACE));
        long deadline =
                load.plus(LATE_END).plus(options.reserve().orElse(RESERVE)).toSeconds();
        Long own = spec.getActiveDeadlineSeconds();
        if (own != null && own < deadline) {
            notes.accept("The Job template's activeDeadlineSeconds " + own + " was replaced by " + deadline
                    + ": it was too short for the load.");
        }
        spec.setActiveDeadlineSeconds(own == null || own < deadline ? (Long) deadline : own);
    }

    /** The scripts where AIOpsLab has them; what a template has there gives way. */
    void scripts(ScriptVolume scripts, List<String> inFolder) {
        String volume = mount("wrk2-scripts", ScriptFiles.FOLDER, true, scripts::volume);
        for (String path : inFolder) {
            mount(new VolumeMountBuilder()
                    .withName(volume)
                    .withMountPath(FOLDER + "/" + path)
                    .withSubPath(path)
                    .withReadOnly(true)
                    .build());
        }
    }

    /** A working directory that can be written. */
    void folder() {
        emptyDir("wrk2-work", FOLDER);
        container.setWorkingDir(FOLDER);
    }

    /** Companions are found from the working directory, as on a user's own machine, unless a template has one of its own. */
    void workBeside(List<String> companions) {
        String own = container.getWorkingDir();
        if (!companions.isEmpty() && (own == null || own.isEmpty())) {
            container.setWorkingDir(ScriptFiles.FOLDER);
        }
    }

    /** A folder that can be written. */
    void emptyDir(String name, String path) {
        mount(name, path, false, free -> new VolumeBuilder()
                .withName(free)
                .withNewEmptyDir()
                .endEmptyDir()
                .build());
    }

    /** A volume, made for a free name, at this path; what a template has there gives way. Returns the name. */
    String mount(String name, String path, boolean readOnly, Function<String, Volume> volume) {
        String free = volume(name, path);
        pod.getVolumes().add(volume.apply(free));
        mount(new VolumeMountBuilder()
                .withName(free)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build());
        return free;
    }

    /** The architecture of the nodes that may run the pod, if the template or the options choose one. */
    Optional<String> architecture() {
        return Optional.ofNullable(pod.getNodeSelector()).map(labels -> labels.get(EngineJars.ARCHITECTURE));
    }

    /** A request for so much memory, unless somebody else has decided. */
    void memory(long mib) {
        if (options.resources().isEmpty() && options.template().isEmpty()) {
            container.getResources().getRequests().put("memory", new Quantity(mib + "Mi"));
        }
    }

    /**
     * The words take the place of the image's own command, of a template's arguments and of a call of wrk in it. Another command of
     * a template, such as {@code tini --}, stays in front of them.
     */
    void command(List<String> arguments) {
        TemplateCommand own = TemplateCommand.of(container);
        if (own.isReplaced()) {
            notes.accept("The command of container " + container.getName()
                    + " in the Job template is a call of wrk. Its words were replaced by those of this load, which decides"
                    + " the URL, the rate and the duration.");
        }
        List<String> words = new ArrayList<>();
        if (own.needsProgram()) {
            words.add(StockCommand.PROGRAM);
        }
        words.addAll(arguments);
        if (own.front().isEmpty()) {
            container.setCommand(words);
            container.setArgs(new ArrayList<>());
        } else {
            container.setCommand(own.front());
            container.setArgs(words);
        }
    }

    /** The engine in place of whatever the template runs; without a program the image's own entrypoint is it. */
    void engine(List<String> program, List<String> arguments, EngineInput.Channel channel) {
        if (!container.getCommand().isEmpty() || !container.getArgs().isEmpty()) {
            notes.accept("The command of container " + container.getName()
                    + " in the Job template was replaced by that of the engine, as wrk.kubernetes.engine asks.");
        }
        container.setCommand(new ArrayList<>(program));
        container.setArgs(new ArrayList<>(arguments));
        if (channel == EngineInput.Channel.ATTACHED) {
            container.setStdin(true);
        }
    }

    void variables(List<EnvVar> variables) {
        container.setEnv(variables);
    }

    private void mount(VolumeMount mount) {
        container.getVolumeMounts().add(mount);
    }

    /** A free name for the volume at this path, from which whatever the template mounts there is taken away. */
    private String volume(String name, String path) {
        List<String> before = container.getVolumeMounts().stream()
                .filter(mount -> isAt(mount, path))
                .map(VolumeMount::getName)
                .toList();
        container.getVolumeMounts().removeIf(mount -> isAt(mount, path));
        pod.getVolumes().removeIf(volume -> before.contains(volume.getName()) && !isUsed(volume.getName()));
        String free = name;
        for (int number = 2; isTaken(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    private static boolean isAt(VolumeMount mount, String path) {
        return String.valueOf(mount.getMountPath()).replaceAll("/+$", "").equals(path);
    }

    private boolean isUsed(String volume) {
        List<Container> all = new ArrayList<>(pod.getContainers());
        all.addAll(pod.getInitContainers());
        return all.stream()
                .flatMap(each -> each.getVolumeMounts().stream())
                .anyMatch(mount -> volume.equals(mount.getName()));
    }

    private boolean isTaken(String name) {
        return pod.getVolumes().stream().map(Volume::getName).anyMatch(name::equals);
    }

    private static String chosen(Optional<String> option, @Nullable String template, String otherwise) {
        return option.or(() -> Optional.ofNullable(template)).orElse(otherwise);
    }

    private static long seconds(Optional<Duration> option, @Nullable Long template, Duration otherwise) {
        return option.map(Duration::toSeconds)
                .or(() -> Optional.ofNullable(template))
                .orElseGet(otherwise::toSeconds);
    }

    private static Map<String, String> merged(
            @Nullable Map<String, String> template, Map<String, String> options, Map<String, String> identity) {
        Map<String, String> all = new LinkedHashMap<>(template == null ? Map.of() : template);
        all.putAll(options);
        all.putAll(identity);
        return all;
    }
}
