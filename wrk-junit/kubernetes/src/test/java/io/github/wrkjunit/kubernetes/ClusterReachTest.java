// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterReachTest {

    @TempDir
    Path folder;

    @Test
    void a_cluster_that_does_not_answer_is_the_reason_why_the_runtime_cannot_run() throws IOException {
        int port = closedPort();
        Path kubeconfig = Files.writeString(
                folder.resolve("config"),
                "apiVersion: v1\nkind: Config\ncurrent-context: c\n"
                        + "clusters: [{name: c, cluster: {server: 'http://127.0.0.1:" + port + "'}}]\n"
                        + "contexts: [{name: c, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {}}]\n");

        Optional<String> reason = new KubernetesRuntimeProvider().unavailable(settings(kubeconfig));

        assertThat(reason).hasValueSatisfying(text -> assertThat(text)
                .startsWith("the cluster at http://127.0.0.1:" + port + "/ does not answer (")
                .endsWith("). Start it, or set wrk.kubernetes.kubeconfig or wrk.kubernetes.context to one that runs."));
    }

    @Test
    void a_kubeconfig_that_is_named_and_absent_is_an_error() {
        assertThatThrownBy(() -> new KubernetesRuntimeProvider().unavailable(settings(folder.resolve("nowhere"))))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("nowhere");
    }

    private static Settings settings(Path kubeconfig) {
        return FixedSettings.ofKubernetes(Map.of("kubeconfig", kubeconfig.toString()));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
