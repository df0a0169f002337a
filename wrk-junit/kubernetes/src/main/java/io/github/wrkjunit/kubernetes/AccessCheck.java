// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.kubernetes.manifest.LoadJob;
import io.github.wrkjunit.runtime.WorkloadException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asks, before anything is made, for every right that a load needs, each once: those of the Role that is shipped beside this
 * class as {@code role.yaml}. One thread at a time.
 */
final class AccessCheck {

    private static final String ROLE = "role.yaml";

    private final ClusterCalls calls;
    private final String namespace;
    private final Set<String> granted = new HashSet<>();

    AccessCheck(ClusterCalls calls, String namespace) {
        this.calls = calls;
        this.namespace = namespace;
    }

    /**
     * Asks for one after the other, over one connection: a few milliseconds each.
     *
     * @throws WorkloadException with all that is missing and the Role that gives it
     */
    void check(LoadJob load) {
        List<String> missing = new ArrayList<>();
        for (PolicyRule rule : Serialization.unmarshal(role(), Role.class).getRules()) {
            String group = rule.getApiGroups().get(0);
            String resource = rule.getResources().get(0);
            for (String verb : needs(load, resource) ? rule.getVerbs() : List.<String>of()) {
                String right = verb + " " + resource + (group.isEmpty() ? "" : "." + group);
                if (!granted.contains(right)) {
                    boolean given = calls.allowed(review(namespace, group, resource, verb));
                    (given ? granted : missing).add(right);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new WorkloadException(message(namespace, missing));
        }
    }

    private static boolean needs(LoadJob load, String resource) {
        return switch (resource) {
            case "configmaps" -> load.hasFiles();
            case "secrets" -> load.hasSecret();
            default -> true;
        };
    }

    /** The Role as it is shipped. */
    static String role() {
        try (InputStream stream = AccessCheck.class.getResourceAsStream(ROLE)) {
            if (stream == null) {
                throw new IllegalStateException("The jar of wrk-kubernetes lacks " + ROLE + ". Get it again.");
            }
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String message(String namespace, List<String> missing) {
        return "In namespace " + namespace + " the user of the kubeconfig may not " + String.join(", ", missing)
                + ". Ask whoever may for this Role, with kubectl apply -n " + namespace + " -f FILE and kubectl create"
                + " rolebinding wrk-junit -n " + namespace + " --role=wrk-junit --serviceaccount=" + namespace
                + ":NAME (or --user=NAME):\n" + withoutComments(role());
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
