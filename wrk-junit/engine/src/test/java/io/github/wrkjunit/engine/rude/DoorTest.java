// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.BindException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
final class DoorTest {

    @Test
    void a_refusing_port_refuses_and_is_nobody_elses() throws Exception {
        try (var server = RudeServer.start(Behaviour.REFUSES);
                var intruder = new ServerSocket()) {
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new RawClient(server).close());
            assertThatExceptionOfType(BindException.class).isThrownBy(() -> intruder.bind(Door.address(server.port())));
            server.stop();

            assertThat(server.log()).isEqualTo(new ServerLog(List.of(), List.of(), true));
        }
    }

    @Test
    void a_full_backlog_lets_no_connection_come_about() throws Exception {
        try (var server = RudeServer.start(Behaviour.BLACK_HOLE_SYN)) {
            for (int i = 0; i < 3; i++) {
                try (var client = new Socket()) {
                    assertThatExceptionOfType(SocketTimeoutException.class)
                            .isThrownBy(() -> client.connect(Door.address(server.port()), 100));
                }
            }
            server.stop();

            assertThat(server.log().connections()).isEmpty();
        }
    }
}
