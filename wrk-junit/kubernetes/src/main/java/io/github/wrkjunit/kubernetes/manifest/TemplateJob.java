// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The Job that a load is put into: the user's template, or one that runs under the Pod Security Standard {@code restricted}. Stateless. */
final class TemplateJob {

    /** The container of the Jobs that are made here, and one of the names that make one of a template's containers ours. */
    static final String CONTAINER = "wrk2";

    private static final Set<String> OUR_NAMES = Set.of(CONTAINER, "wrk");

    private static final String WAY_OUT = "Give one container the name wrk2, or leave one only.";

    private TemplateJob() {}

    /** The image that the options lead to. */
    static String image(JobOptions options) {
        return options.image()
                .or(() -> options.template()
                        .flatMap(job -> Optional.ofNullable(
                                container(job.getSpec().getTemplate().getSpec()).getImage())))
                .orElse(JobOptions.DEFAULT_IMAGE);
    }

    /** A Job of the caller's own, without the load and without the options; what a template lost is told in notes. */
    static Job of(JobOptions options, Consumer<String> notes) {
        return options.template()
                .map(template -> cleaned(Serialization.clone(template), notes))
                .orElseGet(TemplateJob::restricted);
    }

    /**
     * The container that runs wrk2: the one that is named so, else the only one.
     *
     * @throws IllegalArgumentException if there is none, or several
     */
    static Container container(PodSpec pod) {
        List<Container> containers = pod.getContainers();
        List<Container> named = containers.stream()
                .filter(container -> OUR_NAMES.contains(String.valueOf(container.getName())))
                .toList();
        List<Container> candidates = named.isEmpty() ? containers : named;
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("the Job template has no container. Add one with the name wrk2.");
        }
        if (candidates.size() > 1) {
            throw new IllegalArgumentException("the Job template has the containers "
                    + String.join(
                            ", ", candidates.stream().map(Container::getName).toList())
                    + ", and any may be wrk2's. " + WAY_OUT);
        }
        return candidates.get(0);
    }

    /**
     * The same, if nothing in the pod offers another load.
     *
     * @throws IllegalArgumentException if something does, or if the container's command cannot run the load
     */
    static Container checked(PodSpec pod) {
        Container own = container(pod);
        TemplateCommand.of(own);
        List<Container> all = new ArrayList<>(pod.getInitContainers());
        all.addAll(pod.getContainers());
        for (Container each : all) {
            boolean calls = !Objects.equals(each.getName(), own.getName())
                    && TemplateCommand.isCall(TemplateCommand.words(each));
            boolean actionCalls =
                    Actions.of(each).stream().map(ExecAction::getCommand).anyMatch(TemplateCommand::isCall);
            if (calls || actionCalls) {
                throw new IllegalArgumentException((calls ? "" : "a hook or probe of ") + "container " + each.getName()
                        + " in the Job template calls wrk. wrk.targets and wrk.rate.max limit only the load of the test."
                        + " Remove that call from the template, and give its load to a test of its own.");
            }
        }
        return own;
    }

    /** The user of the pod is nobody: the image's own is root, which restricted refuses (wrk2/KUBERNETES.md d). */
    private static Job restricted() {
        return new JobBuilder()
                .withNewMetadata()
                .endMetadata()
                .withNewSpec()
                .withNewTemplate()
                .withNewMetadata()
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(65534L)
                .withRunAsGroup(65534L)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .addNewContainer()
                .withName(CONTAINER)
                .withNewResources()
                .addToRequests("cpu", new Quantity("100m"))
                .addToRequests("memory", new Quantity("64Mi"))
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** The template without what makes a second load, and without what the cluster has written into a Job that was exported. */
    private static Job cleaned(Job job, Consumer<String> notes) {
        job.setMetadata(own(job.getMetadata()));
        job.setStatus(null);
        JobSpec spec = job.getSpec();
        spec.getTemplate().setMetadata(own(spec.getTemplate().getMetadata()));
        spec.setSelector(null);
        spec.setManualSelector(null);
        replaced(spec.getBackoffLimit(), 0, "backoffLimit", "a second attempt would be a second load", notes);
        replaced(spec.getParallelism(), 1, "parallelism", "each worker has a Job of its own", notes);
        replaced(spec.getCompletions(), 1, "completions", "each worker has a Job of its own", notes);
        replaced(spec.getCompletionMode(), "NonIndexed", "completionMode", "each worker has a Job of its own", notes);
        PodSpec pod = spec.getTemplate().getSpec();
        replaced(pod.getRestartPolicy(), "Never", "restartPolicy", "a restart would be a second load", notes);
        spec.setParallelism(null);
        spec.setCompletions(null);
        spec.setCompletionMode(null);
        spec.setBackoffLimitPerIndex(null);
        spec.setMaxFailedIndexes(null);
        spec.setSuccessPolicy(null);
        return job;
    }

    private static void replaced(@Nullable Object is, Object shall, String field, String why, Consumer<String> notes) {
        if (is != null && !is.equals(shall)) {
            notes.accept("The Job template's " + field + " " + is + " was replaced by " + shall + ": " + why + ".");
        }
    }

    /** Labels and annotations, less those of another Job's controller and of kubectl. */
    private static ObjectMeta own(@Nullable ObjectMeta metadata) {
        ObjectMetaBuilder own = new ObjectMetaBuilder();
        if (metadata != null) {
            own.withLabels(without(metadata.getLabels())).withAnnotations(without(metadata.getAnnotations()));
        }
        return own.build();
    }

    private static Map<String, String> without(@Nullable Map<String, String> all) {
        Map<String, String> own = new LinkedHashMap<>(all == null ? Map.of() : all);
        own.keySet()
                .removeIf(key -> key.equals("job-name")
                        || key.equals("controller-uid")
                        || key.startsWith("batch.kubernetes.io/")
                        || key.equals("kubectl.kubernetes.io/last-applied-configuration"));
        return own;
    }
}
