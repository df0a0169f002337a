// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkerListener;
import io.github.wrkjunit.runtime.WorkerPlan;
import io.github.wrkjunit.runtime.WorkloadException;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.spec.InvalidSpecException;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterReachTest {

    @TempDir
    Path folder;

    @Test
    void a_cluster_that_does_not_answer_is_the_reason_why_the_runtime_cannot_run() throws IOException {
        int port = closedPort();
        Path kubeconfig = kubeconfig("server: 'http://127.0.0.1:" + port + "'");

        Optional<String> reason = new KubernetesRuntimeProvider().unavailable(settings(kubeconfig));

        assertThat(reason).hasValue(refused(port, kubeconfig));
    }

    @Test
    void a_closed_port_fails_the_first_load_soon_with_the_server_and_where_its_address_comes_from() throws IOException {
        int port = closedPort();
        Path kubeconfig = kubeconfig("server: 'http://127.0.0.1:" + port + "'");
        WorkloadRuntime runtime = new KubernetesRuntimeProvider().create(settings(kubeconfig));
        WorkloadSpec spec =
                WorkloadSpec.builder().url("http://shop:80").rate(100).seed(7).build();
        ThrowingCallable launch =
                () -> runtime.launch(new WorkerPlan(spec, 0, 1, Optional.empty(), folder), new NoOutput());

        assertThatThrownBy(launch)
                .isInstanceOf(WorkloadException.class)
                .hasMessage(refused(port, kubeconfig))
                .hasNoCause(); // not one of the client's, which takes ten seconds and more
        assertTimeout(Duration.ofSeconds(5), () -> assertThatThrownBy(launch).hasNoCause()); // with all classes loaded
    }

    @Test
    void what_has_happened_to_a_connection_is_said_in_words() {
        assertThat(ClusterReach.words(new IOException(new ConnectException().initCause(new ClosedChannelException()))))
                .isEqualTo("connection refused");
        assertThat(ClusterReach.words(new ConnectException("Connection refused")))
                .isEqualTo("connection refused");
        assertThat(ClusterReach.words(new IOException(new UnresolvedAddressException())))
                .isEqualTo("unknown host");
        assertThat(ClusterReach.words(new IOException(new HttpConnectTimeoutException("HTTP connect timed out"))))
                .isEqualTo("no answer in time");
        assertThat(ClusterReach.words(new IOException("outer", new IOException("bad certificate"))))
                .isEqualTo("bad certificate");
        assertThat(ClusterReach.words(new EOFException())).isEqualTo("EOFException");
    }

    private static String refused(int port, Path kubeconfig) {
        return "the cluster does not answer: connection refused at http://127.0.0.1:" + port + "/ of the kubeconfig "
                + kubeconfig
                + ", context c. Start it, or set wrk.kubernetes.kubeconfig or wrk.kubernetes.context to one that runs.";
    }

    private Path kubeconfig(String cluster) throws IOException {
        return Files.writeString(
                folder.resolve("config"),
                "apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: c, cluster: {" + cluster
                        + "}}]\ncontexts: [{name: c, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {}}]\n");
    }

    private static final class NoOutput implements WorkerListener {
        @Override
        public void output(String line) {
            throw new AssertionError(line);
        }

        @Override
        public void error(String line) {
            throw new AssertionError(line);
        }
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
