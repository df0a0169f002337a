// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {

    private static final String ROLE = " Ask whoever may for a Role with it; the Role that is enough for a whole run is"
            + " role.yaml in the jar of wrk-kubernetes.";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create configmap | create configmaps in namespace wrk-truth
            create job       | create jobs.batch in namespace wrk-truth
            watch jobs       | watch jobs.batch in namespace wrk-truth
            list pods        | list pods in namespace wrk-truth
            read log         | get pods/log in namespace wrk-truth
            list events      | list events in namespace wrk-truth
            other namespace  | list pods in namespace kube-system
            create namespace | create namespaces in the whole cluster
            """)
    void a_missing_right_is_named(String call, String right) {
        assertThat(recorded(call))
                .isEqualTo("The cluster refused to " + call
                        + " (403): user system:serviceaccount:wrk-truth:limited may not " + right + "." + ROLE);
    }

    @Test
    void a_token_that_is_not_accepted_is_told_without_it() {
        assertThat(recorded("bad token"))
                .isEqualTo(
                        "The cluster refused to bad token (401): it does not accept the credentials of the kubeconfig."
                                + " Log in again, or set another kubeconfig or context.");
    }

    @Test
    void a_missing_namespace_is_named() {
        assertThat(recorded("missing namespace"))
                .isEqualTo("The cluster refused to missing namespace (404): namespaces \"nowhere\" not found."
                        + " Create the namespace, or set wrk.kubernetes.namespace to one that exists.");
    }

    @Test
    void a_name_that_is_taken_is_named() {
        assertThat(recorded("configmap exists"))
                .isEqualTo(
                        "The cluster refused to configmap exists (409): configmaps \"wrk2-payload-script\" already exists."
                                + " Delete it if nobody needs it, or use another name.");
    }

    @Test
    void a_name_whose_owner_is_going_is_waited_for() {
        assertThat(Refusal.message(
                        "create Job again", 409, said("object is being deleted: jobs.batch \"again\" already exists")))
                .isEqualTo(
                        "The cluster refused to create Job again (409): object is being deleted: jobs.batch \"again\""
                                + " already exists. Wait until it is gone, or use another name.");
    }

    @Test
    void what_is_too_big_is_told_with_the_limit() {
        assertThat(recorded("configmap too big"))
                .isEqualTo(
                        "The cluster refused to configmap too big (422): ConfigMap \"big\" is invalid: []: Too long: may"
                                + " not be more than 1048576 bytes. A ConfigMap holds one MiB: make scripts and companions smaller,"
                                + " or put them into an image.");
        assertThat(Refusal.message("create ConfigMap big", 413, said("Request entity too large: limit is 3145728")))
                .isEqualTo(
                        "The cluster refused to create ConfigMap big (413): Request entity too large: limit is 3145728."
                                + " Make scripts and companions smaller, or put them into an image.");
    }

    @Test
    void a_bad_name_is_told_with_the_rule() {
        assertThat(recorded("bad job name"))
                .startsWith(
                        "The cluster refused to bad job name (422): Job.batch \"Wrk_2\" is invalid: metadata.name: Invalid"
                                + " value: \"Wrk_2\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                                + " characters, '-' or '.'")
                .endsWith(" Correct the value that it names, in the settings or in the template of the Job.");
    }

    @Test
    void a_quota_on_jobs_is_no_missing_right() {
        JsonNode recorded = Replay.json(Replay.text("quota-second-job.status.json"));

        assertThat(Refusal.message("create Job second", 403, status(recorded)))
                .isEqualTo("The cluster refused to create Job second (403): exceeded quota: q, requested:"
                        + " count/jobs.batch=1, used: count/jobs.batch=1, limited: count/jobs.batch=1. Delete what is no"
                        + " longer needed, raise the quota, or set wrk.kubernetes.namespace to another namespace.");
    }

    @Test
    void a_field_that_is_mistyped_is_named() {
        assertThat(Refusal.message(
                        "create Job x", 400, said("strict decoding error: unknown field \"spec.backofLimit\"")))
                .isEqualTo(
                        "The cluster refused to create Job x (400): strict decoding error: unknown field"
                                + " \"spec.backofLimit\". Correct what it names, in the settings or in the template of the Job.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            0   | -              | The cluster did not answer when asked to create Job x: there was no answer. Is the API server of the kubeconfig's context up, and reachable from here?
            0   | Connection refused | The cluster did not answer when asked to create Job x: Connection refused. Is the API server of the kubeconfig's context up, and reachable from here?
            403 | no             | The cluster refused to create Job x (403): no. Ask whoever runs the cluster, or use another namespace.
            404 | jobs.batch "x" not found | The cluster refused to create Job x (404): jobs.batch "x" not found. It was deleted by somebody else, or the cluster does not know this kind of object.
            503 | -              | The cluster refused to create Job x (503): it is overloaded or starting. Run the test again; if it stays so, look at the API server.
            302 | -              | The cluster refused to create Job x (302): it gave no reason. Is it an API server that answers there? Look at the server of the kubeconfig's context.
            """)
    void an_answer_of_any_other_kind_is_told_as_well(int code, String words, String message) {
        assertThat(Refusal.message("create Job x", code, words == null ? null : said(words)))
                .isEqualTo(message);
    }

    @Test
    void secrets_in_the_words_of_the_server_are_hidden() {
        assertThat(Refusal.message("create Job x", 500, said("https://me:pa55@etcd/?token=t0p failed")))
                .doesNotContain("pa55", "t0p");
    }

    private static String recorded(String call) {
        JsonNode refusal = Replay.json(Replay.text("api-refusals.json")).get(call);
        return Refusal.message(call, refusal.get("http").asInt(), status(refusal.get("answer")));
    }

    private static Status status(JsonNode json) {
        return new KubernetesSerialization().unmarshal(json.toString(), Status.class);
    }

    private static Status said(String words) {
        return new StatusBuilder().withMessage(words).build();
    }
}
