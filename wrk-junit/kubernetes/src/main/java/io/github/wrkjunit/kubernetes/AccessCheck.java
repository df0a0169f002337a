// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.kubernetes.manifest.Engine;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.runtime.WorkloadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks, before anything is made, for every right that a load needs, each once: those of the Role that is shipped beside this
 * class as {@code role.yaml}. One thread at a time.
 */
final class AccessCheck {

    private static final String ROLE = "role.yaml";

    /** What the engine needs besides, as further rules of the Role. */
    private static final String ENGINE_RULES = "role-engine.yaml";

    private static final String ATTACH = "pods/attach";

    private final ClusterCalls calls;
    private final String namespace;
    private final Set<String> granted = new HashSet<>();
    private @Nullable List<ResourceRule> rules;

    AccessCheck(ClusterCalls calls, String namespace) {
        this.calls = calls;
        this.namespace = namespace;
    }

    /**
     * Asks for all rights of the user first, in one call. That answer may be incomplete, so that what it lacks is asked for by
     * itself before it is missing.
     *
     * @throws WorkloadException with all that is missing and the Role that gives it
     */
    void check(LoadJob load) {
        List<String> missing = new ArrayList<>();
        String role = role(load.engine());
        for (PolicyRule rule : Serialization.unmarshal(role, Role.class).getRules()) {
            String group = rule.getApiGroups().get(0);
            String resource = rule.getResources().get(0);
            for (String verb : rule.getVerbs()) {
                if (needs(load, resource, verb) && !isGiven(group, resource, verb)) {
                    missing.add(right(group, resource, verb));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new WorkloadException(message(namespace, missing, role));
        }
    }

    /**
     * Whether standard input of a container may be attached to. The clients' connections are asked for by the verb get up to
     * Kubernetes 1.34, and later by the verb create as well.
     */
    boolean mayAttach() {
        return isGiven("", ATTACH, "get") && isGiven("", ATTACH, "create");
    }

    private boolean isGiven(String group, String resource, String verb) {
        String right = right(group, resource, verb);
        if (granted.contains(right)) {
            return true;
        }
        boolean given = isIn(rules(), group, resource, verb) || calls.allowed(review(namespace, group, resource, verb));
        if (given) {
            granted.add(right);
        }
        return given;
    }

    private List<ResourceRule> rules() {
        List<ResourceRule> known = rules;
        if (known == null) {
            known = calls.rules(namespace);
            rules = known;
        }
        return known;
    }

    private static String right(String group, String resource, String verb) {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
    }

    /** A rule for named objects only grants nothing of ours, as our names are random. */
    private static boolean isIn(List<ResourceRule> rules, String group, String resource, String verb) {
        return rules.stream()
                .anyMatch(rule -> rule.getResourceNames().isEmpty()
                        && holds(rule.getApiGroups(), group)
                        && holds(rule.getResources(), resource)
                        && holds(rule.getVerbs(), verb));
    }

    private static boolean holds(List<String> granted, String wanted) {
        return granted.contains(wanted) || granted.contains("*");
    }

    private static boolean needs(LoadJob load, String resource, String verb) {
        return switch (resource) {
            case "configmaps" -> verb.equals("patch") ? load.sharesJars() : load.hasFiles();
            case ATTACH -> false; // a load does without it
            case "secrets" -> load.hasSecret();
            default -> true;
        };
    }

    /** The Role as it is shipped. */
    static String role() {
        return resource(ROLE);
    }

    /** The Role for loads that this program offers. */
    static String role(Engine engine) {
        return engine == Engine.STOCK ? role() : role() + resource(ENGINE_RULES);
    }

    private static String resource(String name) {
        try (InputStream stream = AccessCheck.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The jar of wrk-kubernetes lacks " + name + ". Get it again.");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String message(String namespace, List<String> missing) {
        return message(namespace, missing, role());
    }

    private static String message(String namespace, List<String> missing, String role) {
        return "In namespace " + namespace + " the user of the kubeconfig may not " + String.join(", ", missing)
                + ". Ask an administrator of the namespace to save this Role as role.yaml:\n\n"
                + withoutComments(role)
                + "\nand to grant it with these commands (--serviceaccount=" + namespace
                + ":NAME instead of --user=NAME for a service account):\n"
                + "  kubectl apply -n " + namespace + " -f role.yaml\n"
                + "  kubectl create rolebinding wrk-junit -n " + namespace + " --role=wrk-junit --user=NAME\n"
                + "Then run the test again.";
    }

    private static String withoutComments(String yaml) {
        return yaml.lines().filter(line -> !line.startsWith("#")).reduce("", (text, line) -> text + line + "\n");
    }

    private static SelfSubjectAccessReview review(String namespace, String group, String resource, String verb) {
        int slash = resource.indexOf('/');
        return new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withNamespace(namespace)
                .withGroup(group)
                .withResource(slash < 0 ? resource : resource.substring(0, slash))
                .withSubresource(slash < 0 ? null : resource.substring(slash + 1))
                .withVerb(verb)
                .endResourceAttributes()
                .endSpec()
                .build();
    }
}
