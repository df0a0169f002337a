// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class ClusterAccessTest {

    /** What the client asks before the variable {@code KUBECONFIG}. */
    private static final String KUBECONFIG = Config.KUBERNETES_KUBECONFIG_FILE;

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(KUBECONFIG);
    }

    @Test
    void the_current_context_is_taken_if_none_is_named() throws IOException {
        Config config = ClusterAccess.of(Optional.of(twoContexts()), Optional.empty());

        assertThat(config.getMasterUrl()).isEqualTo("http://dev:1/");
        assertThat(ClusterAccess.namespace(config)).isEqualTo("shop");
    }

    @Test
    void a_context_that_is_named_beats_the_current_one_with_its_cluster_user_and_namespace() throws IOException {
        Config config = ClusterAccess.of(Optional.of(twoContexts()), Optional.of("prod"));

        assertThat(config.getMasterUrl()).isEqualTo("http://prod:1/");
        assertThat(config.getAutoOAuthToken()).isEqualTo("of-prod");
        assertThat(ClusterAccess.namespace(config)).isEqualTo("load");
    }

    @Test
    void a_context_without_a_namespace_has_the_default_one() throws IOException {
        Config config = ClusterAccess.of(Optional.of(twoContexts()), Optional.of("plain"));

        assertThat(config.getMasterUrl()).isEqualTo("http://dev:1/");
        assertThat(ClusterAccess.namespace(config)).isEqualTo("default");
    }

    @Test
    void several_files_are_one_kubeconfig_and_the_first_says_which_context_is_current() throws IOException {
        System.setProperty(
                KUBECONFIG,
                String.join(
                        File.pathSeparator,
                        folder.resolve("absent").toString(),
                        file("one", "dev", "shop"),
                        file("two", "prod", "load")));

        Config current = ClusterAccess.of(Optional.empty(), Optional.empty());
        Config named = ClusterAccess.of(Optional.empty(), Optional.of("prod"));

        assertThat(current.getMasterUrl()).isEqualTo("http://dev:1/");
        assertThat(ClusterAccess.namespace(current)).isEqualTo("shop");
        assertThat(named.getMasterUrl()).isEqualTo("http://prod:1/");
        assertThat(named.getAutoOAuthToken()).isEqualTo("of-prod");
        assertThat(ClusterAccess.namespace(named)).isEqualTo("load");
    }

    @Test
    void a_file_that_is_named_beats_those_of_the_environment() throws IOException {
        System.setProperty(KUBECONFIG, file("one", "dev", "shop"));

        Config config = ClusterAccess.of(Optional.of(file("two", "prod", "load")), Optional.empty());

        assertThat(config.getMasterUrl()).isEqualTo("http://prod:1/");
    }

    @Test
    void a_context_that_no_file_has_is_told_with_those_of_all_files() throws IOException {
        System.setProperty(KUBECONFIG, file("one", "dev", "shop") + File.pathSeparator + file("two", "prod", "load"));

        assertThatThrownBy(() -> ClusterAccess.of(Optional.empty(), Optional.of("staging")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kubeconfig has no context of this name, but dev, prod. Use one of them.");
    }

    @Test
    void files_of_which_none_is_there_are_named() {
        Path absent = folder.resolve("absent");
        System.setProperty(KUBECONFIG, absent.toString());

        assertThatThrownBy(() -> ClusterAccess.of(Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no cluster: none of " + absent + " can be read, and this is no pod."
                        + " Set wrk.kubernetes.kubeconfig or KUBECONFIG.");
    }

    @Test
    void a_kubeconfig_that_cannot_be_understood_is_named_with_the_line_and_without_its_text() throws IOException {
        String broken = write("apiVersion: v1\nclusters: [{name: c\nusers: [{token: opensesame}]\n");

        assertThatThrownBy(() -> ClusterAccess.of(Optional.of(broken), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kubeconfig " + broken + " cannot be understood: its YAML is wrong near line 3."
                        + " Correct it, or set wrk.kubernetes.kubeconfig to another file.");
        System.setProperty(KUBECONFIG, broken);
        assertThatThrownBy(() -> ClusterAccess.of(Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the kubeconfig " + broken + " cannot be understood: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'hello' | cannot be understood: it is no kubeconfig in YAML. Correct it, or set wrk.kubernetes.kubeconfig to"
                        + " another file.",
                "'' | is empty. Fill it, or set wrk.kubernetes.kubeconfig to another file.",
                "'contexts: [{name: b, context: {}}, {name: a, context: {}}]' | has no current context. Set"
                        + " wrk.kubernetes.context to one of its contexts: a, b.",
                "'current-context: c; contexts: [{name: c, context: {cluster: d}}]' | has no address of the cluster \"d\","
                        + " which its context c names. Correct it, or set wrk.kubernetes.context to another context.",
                "'current-context: c; contexts: [{name: c, context: {cluster: d}}]; clusters: [{name: d, cluster: {server:"
                        + " \"https://d:1\", certificate-authority: /nowhere/ca.crt}}]' | names the file /nowhere/ca.crt, which"
                        + " cannot be read. Correct it, or set wrk.kubernetes.kubeconfig to another file."
            })
    void a_kubeconfig_that_names_no_cluster_is_named_with_what_is_missing(String text, String problem)
            throws IOException {
        String file = write(text.replace("; ", "\n"));

        assertThatThrownBy(() -> ClusterAccess.of(Optional.of(file), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kubeconfig " + file + " " + problem);
    }

    @Test
    void a_kubeconfig_of_a_pod_may_name_the_address_that_the_client_would_take_without_one() throws IOException {
        String file =
                Files.readString(Path.of(twoContexts())).replace("http://dev:1", "https://kubernetes.default.svc");

        assertThatCode(() -> ClusterAccess.of(Optional.of(write(file)), Optional.empty()))
                .doesNotThrowAnyException();
    }

    private String write(String text) throws IOException {
        return Files.writeString(folder.resolve("written"), text).toString();
    }

    private String twoContexts() throws IOException {
        return Files.writeString(folder.resolve("config"), """
                        apiVersion: v1
                        kind: Config
                        current-context: dev
                        clusters:
                          - {name: dev, cluster: {server: 'http://dev:1'}}
                          - {name: prod, cluster: {server: 'http://prod:1'}}
                        users:
                          - {name: dev, user: {token: of-dev}}
                          - {name: prod, user: {token: of-prod}}
                        contexts:
                          - {name: dev, context: {cluster: dev, user: dev, namespace: shop}}
                          - {name: prod, context: {cluster: prod, user: prod, namespace: load}}
                          - {name: plain, context: {cluster: dev, user: dev}}
                        """).toString();
    }

    private String file(String name, String context, String namespace) throws IOException {
        return Files.writeString(
                        folder.resolve(name),
                        "apiVersion: v1\nkind: Config\ncurrent-context: " + context
                                + "\nclusters: [{name: " + context + ", cluster: {server: 'http://" + context + ":1'}}]"
                                + "\nusers: [{name: " + context + ", user: {token: of-" + context + "}}]"
                                + "\ncontexts: [{name: " + context + ", context: {cluster: " + context + ", user: "
                                + context + ", namespace: " + namespace + "}}]\n")
                .toString();
    }
}
