// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.fabric8.kubernetes.api.model.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobTextTest {

    @TempDir
    Path folder;

    @Test
    void reads_pairs_in_their_order() {
        assertThat(JobText.labels(" disk=ssd, zone=a ,, example.org/x= "))
                .containsExactly(entry("disk", "ssd"), entry("zone", "a"), entry("example.org/x", ""));
        assertThat(JobText.annotations("a/b=any text = 1")).containsExactly(entry("a/b", "any text = 1"));
        assertThat(JobText.environment("max_user_index=962,URL=http://x?a=b"))
                .containsExactly(entry("max_user_index", "962"), entry("URL", "http://x?a=b"));
        assertThat(JobText.words("")).isEmpty();
    }

    @Test
    void says_what_is_no_pair() {
        says(
                () -> JobText.labels("disk"),
                "label \"disk\" is not key=value. Use pairs such as disk=ssd, separated by commas.");
        says(() -> JobText.labels("a=1,a=2"), "label \"a\" is set twice. Set it once.");
        says(
                () -> JobText.labels("a=b c"),
                "label \"a=b c\" is none that Kubernetes takes. Use letters, digits, dots, underscores and hyphens, up to 63, such as"
                        + " disk=ssd.");
        says(
                () -> JobText.annotations("a b=c"),
                "annotation \"a b\" is none that Kubernetes takes. Use letters, digits, dots, underscores and hyphens, such as"
                        + " sidecar.istio.io/inject=false.");
    }

    @Test
    void does_not_tell_a_value_of_the_environment() {
        says(
                () -> JobText.environment("A=1,s3cret"),
                "variable number 2 is not NAME=value. Use pairs such as max_user_index=962, separated by commas; a value with a comma"
                        + " is set in a template.");
        says(
                () -> JobText.environment("9x=s3cret"),
                "variable \"9x\" cannot be set in a container. Use letters, digits, underscores, dots and hyphens, no digit first.");
        says(
                () -> JobOptions.builder().environment(Map.of("WRAP_SEED", "1")),
                "variable \"WRAP_SEED\" is one of the wrapper's, which begin with WRAP_. Use another name, or wrapper none.");
    }

    @Test
    void reads_tolerations() {
        assertThat(JobText.tolerations("dedicated=load:NoSchedule,gpu:NoExecute,spot,a=:PreferNoSchedule"))
                .extracting("key", "operator", "value", "effect")
                .containsExactly(
                        tuple("dedicated", "Equal", "load", "NoSchedule"),
                        tuple("gpu", "Exists", null, "NoExecute"),
                        tuple("spot", "Exists", null, null),
                        tuple("a", "Equal", "", "PreferNoSchedule"));
    }

    @Test
    void says_what_is_no_toleration() {
        for (String wrong : new String[] {"a:Never", ":NoSchedule", "a=b=c", "a:b:c", "a b"}) {
            says(
                    () -> JobText.tolerations(wrong),
                    "toleration \"" + wrong
                            + "\" cannot be read. Use key=value:NoSchedule, key:NoExecute or key; the effects are NoSchedule,"
                            + " PreferNoSchedule and NoExecute.");
        }
    }

    @Test
    void reads_quantities() {
        assertThat(JobText.quantities("cpu=100m, memory=64Mi, ephemeral-storage=1G"))
                .containsExactly(
                        entry("cpu", new Quantity("100m")),
                        entry("memory", new Quantity("64Mi")),
                        entry("ephemeral-storage", new Quantity("1G")));
        says(
                () -> JobText.quantities("cpu=much"),
                "resource \"cpu=much\" is no quantity. Use numbers with a unit, such as cpu=100m,memory=64Mi.");
        says(
                () -> JobText.quantities("cpu=-1"),
                "resource \"cpu=-1\" is no quantity. Use numbers with a unit, such as cpu=100m,memory=64Mi.");
        says(
                () -> JobText.quantities("memory=64MB"),
                "resource \"memory=64MB\" is no quantity. Use numbers with a unit, such as cpu=100m,memory=64Mi.");
    }

    @Test
    void reads_parts_of_a_pod() {
        assertThat(JobText.affinity("{nodeAffinity: {}}").getNodeAffinity()).isNotNull();
        assertThat(JobText.podSecurityContext("runAsUser: 7\nfsGroup: 8").getFsGroup())
                .isEqualTo(8);
        assertThat(JobText.securityContext("{}").getRunAsUser()).isNull();
        says(
                () -> JobText.affinity("nodeAfinity: {}"),
                "affinity has a field \"nodeAfinity\", which Kubernetes does not know. Write it as it stands in a pod.");
    }

    @Test
    void says_what_cannot_be_read_as_a_part_of_a_pod() {
        assertThatThrownBy(() -> JobText.securityContext("runAsUser: nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("security context cannot be read: ")
                .hasMessageEndingWith(". Write it in YAML or JSON, as kubectl takes it.");
        says(() -> JobText.affinity(""), "affinity is empty. Give it, or leave the option out.");
    }

    @Test
    void reads_a_template_from_a_file_or_a_text() {
        Path file = Loads.write(folder, "job.yaml", Loads.resource("wrk-job-template.yaml"));

        assertThat(JobText.template(file.toString()))
                .isEqualTo(JobText.template(Loads.resource("wrk-job-template.yaml")));
        assertThat(JobText.template(
                                "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"x\"}]}}}}")
                        .getKind())
                .isEqualTo("Job");
    }

    @Test
    void says_what_is_no_template() {
        says(
                () -> JobText.template("apiVersion: v1\nkind: Pod\n"),
                "Job template is not one Job: it is a Pod. Give one object with apiVersion batch/v1 and kind Job.");
        says(
                () -> JobText.template("apiVersion: batch/v1\nkind: Job\n"),
                "Job template has no pod. Give a Job with spec.template.spec and a container in it.");
        says(
                () -> JobText.template("apiVersion: batch/v1\nkind: Job\nspec: {template: {spec: {}}}\n"),
                "the Job template has no container. Add one with the name wrk2.");
        says(
                () -> JobText.template(folder + "/none.yaml"),
                "Job template " + folder + "/none.yaml cannot be read: java.nio.file.NoSuchFileException: " + folder
                        + "/none.yaml. Name a file, or give the text itself, on several lines.");
        says(
                () -> JobText.template("apiVersion: v1\nkind: ConfigMap\n---\napiVersion: batch/v1\nkind: Job\n"),
                "Job template is not one Job: it holds something else. Give one object with apiVersion batch/v1 and kind Job.");
        says(
                () -> JobText.template("a: b\nc: d\n"),
                "Job template is not one Job: it holds something else. Give one object with apiVersion batch/v1 and kind Job.");
    }

    @Test
    void reads_words() {
        assertThat(JobText.pullPolicy(" ifnotpresent ")).isEqualTo("IfNotPresent");
        assertThat(JobText.wrapper("Status")).isEqualTo(WrapperMode.STATUS);
        says(
                () -> JobText.pullPolicy("sometimes"),
                "image pull policy \"sometimes\" is unknown. Use Always, IfNotPresent or Never.");
        says(() -> JobText.wrapper("all"), "wrapper \"all\" is unknown. Use series, status or none.");
        says(() -> JobOptions.builder().image(" "), "image \" \" is empty. Name one, or leave it out.");
    }

    @Test
    void times_are_whole_seconds() {
        says(
                () -> JobOptions.builder().timeToLive(Duration.ofMillis(1500)),
                "time to live \"PT1.5S\" is not what Kubernetes knows. Use whole seconds from 0 to a year, such as 60s.");
        assertThat(JobOptions.builder().timeToLive(Duration.ZERO).build().timeToLive())
                .contains(Duration.ZERO);
    }

    @Test
    void options_are_copied() {
        JobOptions first = JobOptions.builder().image("a").build();
        JobOptions second = first.toBuilder().image("b").build();

        assertThat(first.image()).contains("a");
        assertThat(second.image()).contains("b");
        assertThat(JobOptions.defaults().image()).isEmpty();
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.tuple(values);
    }

    private static void says(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
