// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a Job that is not the load. What is not set is empty here; then the {@link #template()} decides, and
 * without a template the default that each accessor names. Immutable; {@link JobText} reads the values from texts.
 */
public final class JobOptions {

    /** The image of DeathStarBench's wrk2, which AIOpsLab uses. */
    public static final String DEFAULT_IMAGE = "deathstarbench/wrk2-client:latest";

    /** The image with a Java runtime in which the engine runs. */
    public static final String DEFAULT_ENGINE_BASE = "eclipse-temurin:17-jre";

    private static final Duration LONGEST = Duration.ofDays(365);

    private final Builder values;

    private JobOptions(Builder values) {
        this.values = values;
    }

    /** A builder in which nothing is set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Options in which nothing is set. */
    public static JobOptions defaults() {
        return builder().build();
    }

    /** A builder with these options, which are not changed by it. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    /** The program that offers the load; {@link Engine#STOCK} by default. */
    public Engine engine() {
        return values.engine;
    }

    /**
     * An image with glibc and a Java runtime 17 or later, in which the engine's mounted jars run unless {@link #image()} holds the
     * engine itself; {@value #DEFAULT_ENGINE_BASE} by default.
     */
    public String engineBase() {
        return values.engineBase;
    }

    /** The image; {@value #DEFAULT_IMAGE} by default, and {@link #engineBase()} for an engine. */
    public Optional<String> image() {
        return Optional.ofNullable(values.image);
    }

    /** {@code Always}, {@code IfNotPresent} or {@code Never}; IfNotPresent by default, also for {@code :latest}. */
    public Optional<String> imagePullPolicy() {
        return Optional.ofNullable(values.imagePullPolicy);
    }

    /** The names of Secrets to pull the image with; none by default. */
    public List<String> pullSecrets() {
        return values.pullSecrets;
    }

    /** The service account of the pod; by default the namespace's own, and then without its token. */
    public Optional<String> serviceAccount() {
        return Optional.ofNullable(values.serviceAccount);
    }

    /** Labels that a node must have; none by default. */
    public Map<String, String> nodeSelector() {
        return values.nodeSelector;
    }

    /** Taints that the pod tolerates; none by default. */
    public List<Toleration> tolerations() {
        return values.tolerations;
    }

    /** The pod's affinity; none by default. */
    public Optional<Affinity> affinity() {
        return Optional.ofNullable(values.affinity);
    }

    /**
     * Requests and limits of the container; by default a request of 100m CPU and 64Mi memory and no limit, because a CPU
     * limit shows as latency of the system under test.
     */
    public Optional<ResourceRequirements> resources() {
        return Optional.ofNullable(values.resources);
    }

    /** Labels of the Job, of its pod and of all that belongs to it, besides those of its identity; none by default. */
    public Map<String, String> labels() {
        return values.labels;
    }

    /** Annotations of the Job and its pod, besides those of its identity; none by default. */
    public Map<String, String> annotations() {
        return values.annotations;
    }

    /** The priority class of the pod; none by default. */
    public Optional<String> priorityClass() {
        return Optional.ofNullable(values.priorityClass);
    }

    /** The pod's security context; by default user 65534, not root, seccomp RuntimeDefault. */
    public Optional<PodSecurityContext> podSecurityContext() {
        return Optional.ofNullable(values.podSecurityContext);
    }

    /** The container's security context; by default what the Pod Security Standard {@code restricted} asks for, and a read-only root. */
    public Optional<SecurityContext> securityContext() {
        return Optional.ofNullable(values.securityContext);
    }

    /**
     * How long the cluster keeps the ended Job if nobody deletes it, whole seconds; 5 minutes by default: long enough to look at
     * what a killed test has left, and far more than the minute in which a log may still be read.
     */
    public Optional<Duration> timeToLive() {
        return Optional.ofNullable(values.timeToLive);
    }

    /**
     * How much longer than the load the Job may live from its start, for the pull of the image, the scheduling and the end, whole
     * seconds; 1 minute by default.
     */
    public Optional<Duration> reserve() {
        return Optional.ofNullable(values.reserve);
    }

    /** How long a pod that is deleted has for its report, whole seconds; 5 s by default. */
    public Optional<Duration> gracePeriod() {
        return Optional.ofNullable(values.gracePeriod);
    }

    /**
     * Environment of the container, such as {@code max_user_index}; none by default. A value whose name looks like a secret's goes into
     * a Secret, and none is shown in {@link LoadJob#yaml()}.
     */
    public Map<String, String> environment() {
        return values.environment;
    }

    /**
     * Files of the script's folder that it names at run time only, relative to it; none by default. What stands in the script as a
     * text is found by itself.
     */
    public List<String> files() {
        return values.files;
    }

    /** A Job of the user's own, into which only the must is put; none by default. */
    public Optional<Job> template() {
        return Optional.ofNullable(values.template);
    }

    /** How much wrk2 is made to tell; {@link WrapperMode#SERIES} by default. */
    public WrapperMode wrapper() {
        return values.wrapper;
    }

    /** Collects options; one thread at a time. */
    public static final class Builder {

        private @Nullable String image;
        private @Nullable String imagePullPolicy;
        private List<String> pullSecrets = List.of();
        private @Nullable String serviceAccount;
        private Map<String, String> nodeSelector = Map.of();
        private List<Toleration> tolerations = List.of();
        private @Nullable Affinity affinity;
        private @Nullable ResourceRequirements resources;
        private Map<String, String> labels = Map.of();
        private Map<String, String> annotations = Map.of();
        private @Nullable String priorityClass;
        private @Nullable PodSecurityContext podSecurityContext;
        private @Nullable SecurityContext securityContext;
        private @Nullable Duration timeToLive;
        private @Nullable Duration reserve;
        private @Nullable Duration gracePeriod;
        private Map<String, String> environment = Map.of();
        private List<String> files = List.of();
        private @Nullable Job template;
        private WrapperMode wrapper = WrapperMode.SERIES;
        private Engine engine = Engine.STOCK;
        private String engineBase = DEFAULT_ENGINE_BASE;

        private Builder() {}

        private Builder(Builder other) {
            image = other.image;
            imagePullPolicy = other.imagePullPolicy;
            pullSecrets = other.pullSecrets;
            serviceAccount = other.serviceAccount;
            nodeSelector = other.nodeSelector;
            tolerations = other.tolerations;
            affinity = other.affinity;
            resources = other.resources;
            labels = other.labels;
            annotations = other.annotations;
            priorityClass = other.priorityClass;
            podSecurityContext = other.podSecurityContext;
            securityContext = other.securityContext;
            timeToLive = other.timeToLive;
            reserve = other.reserve;
            gracePeriod = other.gracePeriod;
            environment = other.environment;
            files = other.files;
            template = other.template;
            wrapper = other.wrapper;
            engine = other.engine;
            engineBase = other.engineBase;
        }

        /** Sets the image. */
        public Builder image(String image) {
            this.image = JobText.filled("image", image);
            return this;
        }

        /**
         * Sets the pull policy.
         *
         * @throws IllegalArgumentException unless it is Always, IfNotPresent or Never
         */
        public Builder imagePullPolicy(String policy) {
            this.imagePullPolicy = JobText.pullPolicy(policy);
            return this;
        }

        /** Sets the names of Secrets to pull the image with. */
        public Builder pullSecrets(List<String> names) {
            this.pullSecrets = List.copyOf(names);
            return this;
        }

        /** Sets the service account. */
        public Builder serviceAccount(String name) {
            this.serviceAccount = JobText.filled("service account", name);
            return this;
        }

        /** Sets the labels that a node must have. */
        public Builder nodeSelector(Map<String, String> labels) {
            this.nodeSelector = ordered(labels);
            return this;
        }

        /** Sets the taints that the pod tolerates. */
        public Builder tolerations(List<Toleration> tolerations) {
            this.tolerations = List.copyOf(tolerations);
            return this;
        }

        /** Sets the affinity. */
        public Builder affinity(Affinity affinity) {
            this.affinity = requireNonNull(affinity, "affinity");
            return this;
        }

        /** Sets requests and limits. */
        public Builder resources(ResourceRequirements resources) {
            this.resources = requireNonNull(resources, "resources");
            return this;
        }

        /** Sets further labels. */
        public Builder labels(Map<String, String> labels) {
            this.labels = ordered(labels);
            return this;
        }

        /** Sets further annotations. */
        public Builder annotations(Map<String, String> annotations) {
            this.annotations = ordered(annotations);
            return this;
        }

        /** Sets the priority class. */
        public Builder priorityClass(String name) {
            this.priorityClass = JobText.filled("priority class", name);
            return this;
        }

        /** Sets the pod's security context; an empty one for none. */
        public Builder podSecurityContext(PodSecurityContext context) {
            this.podSecurityContext = requireNonNull(context, "context");
            return this;
        }

        /** Sets the container's security context; an empty one for none. */
        public Builder securityContext(SecurityContext context) {
            this.securityContext = requireNonNull(context, "context");
            return this;
        }

        /** Sets how long the cluster keeps the ended Job, whole seconds. */
        public Builder timeToLive(Duration duration) {
            this.timeToLive = wholeSeconds("time to live", duration);
            return this;
        }

        /** Sets how much longer than the load the Job may live, whole seconds. */
        public Builder reserve(Duration duration) {
            this.reserve = wholeSeconds("deadline reserve", duration);
            return this;
        }

        /** Sets how long a pod that is deleted has for its report, whole seconds. */
        public Builder gracePeriod(Duration duration) {
            this.gracePeriod = wholeSeconds("grace period", duration);
            return this;
        }

        /**
         * Sets environment of the container.
         *
         * @throws IllegalArgumentException if a name cannot be a variable's, or is one that the wrapper uses
         */
        public Builder environment(Map<String, String> environment) {
            environment.keySet().forEach(JobText::variable);
            this.environment = ordered(environment);
            return this;
        }

        /** Sets files that the script names at run time only, relative to its folder. */
        public Builder files(List<String> files) {
            this.files = List.copyOf(files);
            return this;
        }

        /** Sets a Job of the user's own; {@link JobText#template} reads one. */
        public Builder template(Job template) {
            this.template = requireNonNull(template, "template");
            return this;
        }

        /** Sets how much wrk2 is made to tell. */
        public Builder wrapper(WrapperMode mode) {
            this.wrapper = requireNonNull(mode, "mode");
            return this;
        }

        /** Sets the program that offers the load. */
        public Builder engine(Engine engine) {
            this.engine = requireNonNull(engine, "engine");
            return this;
        }

        /**
         * Sets the image in which the engine's mounted jars run.
         *
         * @throws IllegalArgumentException if it is empty
         */
        public Builder engineBase(String image) {
            this.engineBase = JobText.filled("engine base", image);
            return this;
        }

        /** The options; this builder can be used further. */
        public JobOptions build() {
            return new JobOptions(new Builder(this));
        }

        private static Map<String, String> ordered(Map<String, String> map) {
            map.forEach((name, value) -> requireNonNull(value, name));
            return Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }

        private static Duration wholeSeconds(String what, Duration duration) {
            if (duration.isNegative() || duration.toNanosPart() != 0 || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(what + " \"" + duration
                        + "\" is not what Kubernetes knows. Use whole seconds from 0 to a year, such as 60s.");
            }
            return duration;
        }
    }
}
