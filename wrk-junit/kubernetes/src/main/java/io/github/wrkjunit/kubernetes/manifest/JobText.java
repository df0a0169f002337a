// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@link JobOptions} from texts, as settings hold them. Every method throws {@link IllegalArgumentException} with one whole
 * sentence, which names the text and the way out. Stateless.
 */
public final class JobText {

    private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");
    private static final List<String> POLICIES = List.of("Always", "IfNotPresent", "Never");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");
    private static final Pattern KEY =
            Pattern.compile("([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern TOLERATION = Pattern.compile("([^=:]*)(=([^=:]*))?(:([^=:]*))?");

    private JobText() {}

    /** A list of words separated by commas. */
    public static List<String> words(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Labels of objects or nodes: {@code disk=ssd,zone=a}. */
    public static Map<String, String> labels(String text) {
        Map<String, String> labels = pairs("label", "disk=ssd", text);
        labels.forEach((key, value) -> {
            if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "label \"" + key + "=" + value
                                + "\" is none that Kubernetes takes. Use letters, digits, dots, underscores and hyphens, up to 63, such as disk=ssd.");
            }
        });
        return labels;
    }

    /** Annotations: {@code team=shop,sidecar.istio.io/inject=false}. */
    public static Map<String, String> annotations(String text) {
        Map<String, String> annotations = pairs("annotation", "sidecar.istio.io/inject=false", text);
        annotations.keySet().forEach(key -> {
            if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException(
                        "annotation \"" + key
                                + "\" is none that Kubernetes takes. Use letters, digits, dots, underscores and hyphens, such as sidecar.istio.io/inject=false.");
            }
        });
        return annotations;
    }

    /** Environment: {@code max_user_index=962,LANG=C}; a value that holds a comma is set by the program or the template. */
    public static Map<String, String> environment(String text) {
        int position = 0;
        for (String pair : words(text)) {
            position++;
            if (pair.indexOf('=') < 1) { // the value may be a secret: its place is told, not its text
                throw new IllegalArgumentException(
                        "variable number " + position
                                + " is not NAME=value. Use pairs such as max_user_index=962, separated by commas; a value with a comma is set in a template.");
            }
        }
        Map<String, String> environment = pairs("variable", "max_user_index=962", text);
        environment.keySet().forEach(JobText::variable);
        return environment;
    }

    /** Tolerations: {@code dedicated=load:NoSchedule,gpu:NoExecute,spot}; without a value any is tolerated, without an effect all are. */
    public static List<Toleration> tolerations(String text) {
        List<Toleration> tolerations = new ArrayList<>();
        for (String word : words(text)) {
            Matcher matcher = TOLERATION.matcher(word);
            String effect = matcher.matches() ? matcher.group(5) : "";
            if (!matcher.matches()
                    || !KEY.matcher(matcher.group(1)).matches()
                    || (matcher.group(3) != null
                            && !VALUE.matcher(matcher.group(3)).matches())
                    || (effect != null && !EFFECTS.contains(effect))) {
                throw new IllegalArgumentException(
                        "toleration \"" + word
                                + "\" cannot be read. Use key=value:NoSchedule, key:NoExecute or key; the effects are NoSchedule, PreferNoSchedule and NoExecute.");
            }
            String value = matcher.group(3);
            tolerations.add(new TolerationBuilder()
                    .withKey(matcher.group(1))
                    .withOperator(value == null ? "Exists" : "Equal")
                    .withValue(value)
                    .withEffect(effect)
                    .build());
        }
        return tolerations;
    }

    /** Requests or limits: {@code cpu=100m,memory=64Mi}. */
    public static Map<String, Quantity> quantities(String text) {
        Map<String, Quantity> quantities = new LinkedHashMap<>();
        pairs("resource", "cpu=100m,memory=64Mi", text).forEach((name, amount) -> {
            try {
                Quantity quantity = new Quantity(amount);
                if (quantity.getNumericalAmount().signum() < 0) {
                    throw new IllegalArgumentException("below 0");
                }
                quantities.put(name, quantity);
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "resource \"" + name + "=" + amount
                                + "\" is no quantity. Use numbers with a unit, such as cpu=100m,memory=64Mi.",
                        e);
            }
        });
        return Collections.unmodifiableMap(quantities);
    }

    /** Requests and limits, each a text as {@link #quantities} reads it, empty for none. */
    public static ResourceRequirements resources(String requests, String limits) {
        ResourceRequirements resources = new ResourceRequirements();
        resources.setRequests(quantities(requests));
        resources.setLimits(quantities(limits));
        return resources;
    }

    /** An affinity in YAML or JSON, as it stands in a pod. */
    public static Affinity affinity(String yaml) {
        return part("affinity", yaml, Affinity.class, Affinity::getAdditionalProperties);
    }

    /** A pod's security context in YAML or JSON, as it stands in a pod; {@code {}} for none. */
    public static PodSecurityContext podSecurityContext(String yaml) {
        return part(
                "pod's security context", yaml, PodSecurityContext.class, PodSecurityContext::getAdditionalProperties);
    }

    /** A container's security context in YAML or JSON, as it stands in a container; {@code {}} for none. */
    public static SecurityContext securityContext(String yaml) {
        return part("security context", yaml, SecurityContext.class, SecurityContext::getAdditionalProperties);
    }

    private static <T> T part(String what, String yaml, Class<T> type, Function<T, Map<String, Object>> unknown) {
        T part = Yaml.read(what, yaml, type);
        unknown.apply(part).keySet().stream().findFirst().ifPresent(field -> {
            throw new IllegalArgumentException(what + " has a field \"" + field
                    + "\", which Kubernetes does not know. Write it as it stands in a pod.");
        });
        return part;
    }

    /**
     * A Job of the user's own: a text in YAML or JSON, or, if it is one line that does not begin with a brace, a file that holds it.
     *
     * @throws IllegalArgumentException also if it is no Job, or has several containers of which none is named wrk2 or wrk
     */
    public static Job template(String textOrFile) {
        String text = textOrFile.strip();
        boolean inline = text.contains("\n") || text.startsWith("{");
        String what = inline ? "Job template" : "Job template " + text;
        Object read = Yaml.read(what, inline ? textOrFile : Yaml.file(what, text));
        if (!(read instanceof Job job)) {
            throw new IllegalArgumentException(what + " is not one Job: "
                    + (read instanceof HasMetadata other ? "it is a " + other.getKind() : "it holds something else")
                    + ". Give one object with apiVersion batch/v1 and kind Job.");
        }
        if (job.getSpec() == null
                || job.getSpec().getTemplate() == null
                || job.getSpec().getTemplate().getSpec() == null) {
            throw new IllegalArgumentException(
                    what + " has no pod. Give a Job with spec.template.spec and a container in it.");
        }
        TemplateJob.checked(job.getSpec().getTemplate().getSpec());
        return job;
    }

    /** {@code Always}, {@code IfNotPresent} or {@code Never}. */
    public static String pullPolicy(String text) {
        return POLICIES.stream()
                .filter(policy -> policy.equalsIgnoreCase(text.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "image pull policy \"" + text + "\" is unknown. Use Always, IfNotPresent or Never."));
    }

    /** {@code series}, {@code status} or {@code none}. */
    public static WrapperMode wrapper(String text) {
        return Arrays.stream(WrapperMode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(text.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "wrapper \"" + text + "\" is unknown. Use series, status or none."));
    }

    /** The engine of this word. */
    public static Engine engine(String text) {
        return Arrays.stream(Engine.values())
                .filter(engine -> engine.word().equalsIgnoreCase(text.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "engine \"" + text + "\" is unknown. Use stock, wrk-junit or auto."));
    }

    static String filled(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " \"" + text + "\" is empty. Name one, or leave it out.");
        }
        return text.trim();
    }

    static void variable(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "variable \"" + name
                            + "\" cannot be set in a container. Use letters, digits, underscores, dots and hyphens, no digit first.");
        }
        if (name.startsWith("WRAP_")) {
            throw new IllegalArgumentException("variable \"" + name
                    + "\" is one of the wrapper's, which begin with WRAP_. Use another name, or wrapper none.");
        }
    }

    private static Map<String, String> pairs(String what, String example, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : words(text)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(what + " \"" + pair + "\" is not key=value. Use pairs such as "
                        + example + ", separated by commas.");
            }
            String key = pair.substring(0, equals).trim();
            if (pairs.put(key, pair.substring(equals + 1).trim()) != null) {
                throw new IllegalArgumentException(what + " \"" + key + "\" is set twice. Set it once.");
            }
        }
        return Collections.unmodifiableMap(pairs);
    }
}
