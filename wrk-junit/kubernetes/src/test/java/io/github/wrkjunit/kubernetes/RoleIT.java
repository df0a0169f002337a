// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.LocalSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.LocalSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.wrkjunit.kubernetes.manifest.Engine;
import io.github.wrkjunit.report.Validity;
import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.spec.WorkloadSpec;
import io.github.wrkjunit.testcluster.NeedsCluster;
import io.github.wrkjunit.testcluster.StandIn;
import io.github.wrkjunit.testcluster.TestCluster;
import io.github.wrkjunit.testcluster.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Role that is shipped is enough for a whole run, and nothing in it can be left out. */
@NeedsCluster
class RoleIT {

    private static final String ACCOUNT = "loader";

    private static TestCluster cluster;
    private static TestNamespace namespace;
    private static String url;
    private static String kubeconfig;

    @TempDir
    private Path evidence;

    @BeforeAll
    static void start(TestCluster cluster, @TempDir Path folder) throws IOException {
        RoleIT.cluster = cluster;
        cluster.standIn();
        namespace = cluster.newNamespace("role");
        url = TargetPod.start(cluster.client(), namespace.name());
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName(ACCOUNT)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .build())
                .create();
        cluster.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName(ACCOUNT)
                        .withNamespace(namespace.name())
                        .endMetadata()
                        .addNewSubject()
                        .withKind("ServiceAccount")
                        .withName(ACCOUNT)
                        .withNamespace(namespace.name())
                        .endSubject()
                        .withNewRoleRef()
                        .withApiGroup("rbac.authorization.k8s.io")
                        .withKind("Role")
                        .withName("wrk-junit")
                        .endRoleRef()
                        .build())
                .create();
        kubeconfig = kubeconfig(folder).toString();
    }

    @AfterAll
    static void remove() {
        if (namespace != null) {
            namespace.close();
        }
    }

    @Test
    void exactly_the_shipped_role_is_enough_for_a_load_with_script_and_secret() {
        grant(role());
        LiveLoads loads = loads();

        WorkloadReport report = loads.runner().run(this::load);

        assertThat(report.counts().answered()).isPositive();
        loads.assertNothingIsLeft();
    }

    @Test
    void nothing_else_is_asked_of_the_cluster_and_nothing_of_the_role_is_left_unused() {
        grant(role());
        RecordedRequests.forget(namespace.name());

        loads().runner().run(this::load);
        Set<String> used = RecordedRequests.rights(namespace.name());

        assertThat(used).isEqualTo(rightsOf(role()));
    }

    @Test
    void no_verb_of_it_can_be_left_out() {
        RecordedRequests.forget(namespace.name());
        Map<String, String> messages = new LinkedHashMap<>();
        Role whole = role();
        for (int rule = 0; rule < whole.getRules().size(); rule++) {
            for (String verb : whole.getRules().get(rule).getVerbs()) {
                Role less = role();
                PolicyRule changed = less.getRules().get(rule);
                List<String> verbs = new ArrayList<>(changed.getVerbs());
                verbs.remove(verb);
                changed.setVerbs(verbs);
                less.getRules().removeIf(each -> each.getVerbs().isEmpty());
                grant(less);
                String right = verb + " " + changed.getResources().get(0)
                        + (changed.getApiGroups().get(0).isEmpty()
                                ? ""
                                : "." + changed.getApiGroups().get(0));
                WorkloadException failure = catchThrowableOfType(
                        WorkloadException.class, () -> loads().runner().run(this::load));
                messages.put(right, failure == null ? "nothing is missing" : String.valueOf(failure.getMessage()));
            }
        }

        assertThat(RecordedRequests.rights(namespace.name()))
                .as("nothing is made before all rights are known")
                .doesNotContain("create jobs", "create configmaps", "create secrets");
        assertThat(messages).hasSize(13);
        messages.forEach((right, message) -> assertThat(message)
                .as(right)
                .contains(
                        "In namespace " + namespace.name() + " the user of the kubeconfig may not " + right + ". Ask"));
    }

    @Test
    void all_that_is_missing_is_told_in_one_message_with_the_role_that_gives_it() {
        Role none = role();
        none.setRules(List.of());
        grant(none);

        assertThatThrownBy(() -> loads().runner().run(this::load))
                .isInstanceOf(WorkloadException.class)
                .message()
                .startsWith("Workload \"workload\": the worker cannot be started: "
                        + AccessCheck.message(
                                        namespace.name(),
                                        List.of(
                                                "create jobs.batch",
                                                "get jobs.batch",
                                                "list jobs.batch",
                                                "watch jobs.batch",
                                                "patch jobs.batch",
                                                "delete jobs.batch",
                                                "create configmaps",
                                                "create secrets",
                                                "list pods",
                                                "watch pods",
                                                "get pods/log",
                                                "list events",
                                                "watch events"))
                                .strip());
    }

    @Test
    void the_engine_does_without_the_right_to_attach() {
        grant(role());
        LiveLoads loads = loads().set("engine", "wrk-junit").set("engine.base", StandIn.REPLAY);

        WorkloadReport report = loads.runner().run(this::load);

        assertThat(report.validity().problems())
                .extracting(Validity.Problem::reason)
                .doesNotContain(Validity.Reason.INCOMPLETE);
        assertThat(report.counts().offered()).hasValue(report.counts().answered());
        assertThat(loads.progress())
                .contains("workload: the user of the kubeconfig may not get and create pods/attach in namespace "
                        + namespace.name() + ". The load begins as soon as its pod runs, windows begin and end at whole"
                        + " seconds, and RunningWorkload.stop() ends the pod.");
        loads.assertNothingIsLeft();
    }

    @Test
    void the_engines_role_is_enough_for_workers_that_share_its_jars() {
        grant(role(Engine.WRK_JUNIT));
        LiveLoads loads = loads().set("engine", "wrk-junit").set("engine.base", StandIn.REPLAY);

        WorkloadReport report = loads.runner().run(spec -> {
            load(spec);
            spec.workers(2).connections(4);
        });

        assertThat(report.counts().offered()).hasValue(report.counts().answered());
        loads.assertNothingIsLeft();
    }

    private void load(WorkloadSpec.Builder spec) {
        spec.url(url)
                .rate(20)
                .duration(Duration.ofSeconds(1))
                .script("patterns/read-heavy.lua")
                .headers(Map.of("Authorization", "Bearer opensesame"));
    }

    private LiveLoads loads() {
        return new LiveLoads(cluster, namespace.name(), evidence).set("kubeconfig", kubeconfig);
    }

    private static Role role() {
        return role(Engine.STOCK);
    }

    private static Role role(Engine engine) {
        Role role = Serialization.unmarshal(AccessCheck.role(engine), Role.class);
        role.getMetadata().setNamespace(namespace.name());
        return role;
    }

    /** Gives the account this Role, and waits until the API server's authorizer has seen it. */
    private static void grant(Role role) {
        cluster.client().resource(role).unlock().createOr(replaceable -> replaceable.update());
        long endNs = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!rights().equals(rightsOf(role))) {
            assertThat(System.nanoTime()).as("time until the Role is known").isLessThan(endNs);
        }
    }

    private static Set<String> rightsOf(Role role) {
        Set<String> rights = new TreeSet<>();
        for (PolicyRule rule : role.getRules()) {
            rule.getVerbs()
                    .forEach(verb -> rights.add(verb + " " + rule.getResources().get(0)));
        }
        return rights;
    }

    /** Those of the shipped Roles that the account has, as the authorizer says. */
    private static Set<String> rights() {
        Set<String> rights = new TreeSet<>();
        for (PolicyRule rule : role(Engine.WRK_JUNIT).getRules()) {
            String[] resource = rule.getResources().get(0).split("/", 2);
            for (String verb : rule.getVerbs()) {
                LocalSubjectAccessReview answer = cluster.client()
                        .authorization()
                        .v1()
                        .localSubjectAccessReview()
                        .inNamespace(namespace.name())
                        .create(new LocalSubjectAccessReviewBuilder()
                                .withNewMetadata()
                                .withNamespace(namespace.name())
                                .endMetadata()
                                .withNewSpec()
                                .withUser("system:serviceaccount:" + namespace.name() + ":" + ACCOUNT)
                                .withNewResourceAttributes()
                                .withNamespace(namespace.name())
                                .withGroup(rule.getApiGroups().get(0))
                                .withResource(resource[0])
                                .withSubresource(resource.length > 1 ? resource[1] : "")
                                .withVerb(verb)
                                .endResourceAttributes()
                                .endSpec()
                                .build());
                if (answer.getStatus().getAllowed()) {
                    rights.add(verb + " " + rule.getResources().get(0));
                }
            }
        }
        return rights;
    }

    private static Path kubeconfig(Path folder) throws IOException {
        String token = cluster.client()
                .serviceAccounts()
                .inNamespace(namespace.name())
                .withName(ACCOUNT)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        var config = cluster.client().getConfiguration();
        return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "%s", certificate-authority-data: %s}}]
                users: [{name: u, user: {token: %s}}]
                contexts: [{name: x, context: {cluster: c, user: u, namespace: %s}}]
                current-context: x
                """.formatted(
                        config.getMasterUrl(), config.getCaCertData(), token, namespace.name()));
    }
}
