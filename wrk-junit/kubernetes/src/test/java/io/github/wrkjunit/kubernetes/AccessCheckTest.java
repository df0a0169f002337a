// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
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

    private static List<String> asked(FakeApi api) {
        return api.asked().stream()
                .map(AccessCheckTest::attributes)
                .map(right -> right.getVerb() + " " + right.getResource())
                .toList();
    }

    private static FakeApi allowingAllBut(String resource) throws IOException {
        return new FakeApi(request -> Answer.of(new SelfSubjectAccessReviewBuilder()
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
