// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.kubernetes.FakeApi.Answer;
import io.github.wrkjunit.kubernetes.FakeApi.Request;
import io.github.wrkjunit.runtime.WorkloadException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessCheckTest {

    @Test
    void a_load_without_secrets_needs_no_right_to_create_them() throws IOException {
        try (FakeApi api = allowingAllBut("secrets");
                ClusterCalls calls = new ClusterCalls(api.config())) {

            new AccessCheck(calls, "load").check(FakeLoads.plain());

            assertThat(asked(api))
                    .hasSize(12)
                    .contains("create jobs", "create configmaps", "get pods")
                    .doesNotContain("create secrets");
        }
    }

    @Test
    void a_load_with_a_secret_needs_the_right_to_create_it() throws IOException {
        try (FakeApi api = allowingAllBut("secrets");
                ClusterCalls calls = new ClusterCalls(api.config())) {

            assertThatThrownBy(() -> new AccessCheck(calls, "load").check(FakeLoads.secret()))
                    .isInstanceOf(WorkloadException.class)
                    .hasMessage(AccessCheck.message("load", List.of("create secrets")));
        }
    }

    @Test
    void a_load_without_files_needs_no_right_to_create_configmaps() throws IOException {
        try (FakeApi api = allowingAllBut("configmaps");
                ClusterCalls calls = new ClusterCalls(api.config())) {

            new AccessCheck(calls, "load").check(FakeLoads.bare());

            assertThat(asked(api)).doesNotContain("create configmaps", "create secrets");
        }
    }

    @Test
    void what_was_granted_is_not_asked_for_again() throws IOException {
        try (FakeApi api = allowingAllBut("nothing");
                ClusterCalls calls = new ClusterCalls(api.config())) {
            AccessCheck access = new AccessCheck(calls, "load");

            access.check(FakeLoads.plain());
            access.check(FakeLoads.secret());

            assertThat(asked(api)).hasSize(13).endsWith("create secrets");
        }
    }

    @Test
    void what_the_cluster_lists_as_granted_is_not_asked_for_one_by_one() throws IOException {
        try (FakeApi api = new FakeApi(AccessCheckTest::listingAllButTheLog);
                ClusterCalls calls = new ClusterCalls(api.config())) {

            new AccessCheck(calls, "load").check(FakeLoads.secret());

            assertThat(asked(api)).containsExactly("get pods");
            assertThat(api.asked()).hasSize(2);
        }
    }

    @Test
    void the_role_can_be_copied_and_stands_before_the_commands() {
        assertThat(AccessCheck.message("load", List.of("create jobs.batch")))
                .startsWith(
                        "In namespace load the user of the kubeconfig may not create jobs.batch. Ask an administrator of"
                                + " the namespace to save this Role as role.yaml:\n\napiVersion: rbac.authorization.k8s.io/v1\n")
                .endsWith("""
                            verbs: ["list", "watch"]

                        and to grant it with these commands (--serviceaccount=load:NAME instead of --user=NAME for a service account):
                          kubectl apply -n load -f role.yaml
                          kubectl create rolebinding wrk-junit -n load --role=wrk-junit --user=NAME
                        Then run the test again.""");
    }

    private static Answer listingAllButTheLog(Request request) {
        return request.path().endsWith("/selfsubjectrulesreviews")
                ? Answer.of(new SelfSubjectRulesReviewBuilder()
                        .withNewStatus()
                        .addNewResourceRule()
                        .addToApiGroups("batch")
                        .addToResources("jobs")
                        .addToVerbs("*")
                        .endResourceRule()
                        .addNewResourceRule()
                        .addToApiGroups("")
                        .addToResources("pods", "events", "configmaps", "secrets")
                        .addToVerbs("create", "list", "watch", "get")
                        .endResourceRule()
                        .addNewResourceRule()
                        .addToApiGroups("")
                        .addToResources("pods/log")
                        .addToResourceNames("another")
                        .addToVerbs("get")
                        .endResourceRule()
                        .endStatus()
                        .build())
                : Answer.of(new SelfSubjectAccessReviewBuilder()
                        .withNewStatus()
                        .withAllowed(true)
                        .endStatus()
                        .build());
    }

    private static List<String> asked(FakeApi api) {
        return api.asked().stream()
                .filter(request -> request.path().endsWith("/selfsubjectaccessreviews"))
                .map(AccessCheckTest::attributes)
                .map(right -> right.getVerb() + " " + right.getResource())
                .toList();
    }

    private static FakeApi allowingAllBut(String resource) throws IOException {
        return new FakeApi(request -> request.path().endsWith("/selfsubjectrulesreviews")
                ? Answer.refusal(404, "not in this version")
                : Answer.of(new SelfSubjectAccessReviewBuilder()
                        .withNewStatus()
                        .withAllowed(!resource.equals(attributes(request).getResource()))
                        .endStatus()
                        .build()));
    }

    private static ResourceAttributes attributes(Request request) {
        return Serialization.unmarshal(request.body(), SelfSubjectAccessReview.class)
                .getSpec()
                .getResourceAttributes();
    }
}
