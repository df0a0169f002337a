// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemAddressesTest {
    private final SystemAddresses addresses = new SystemAddresses(Duration.ofSeconds(5));

    @ParameterizedTest
    @CsvSource({"8080, 8080", "http, 80", "HTTPS, 443"})
    void a_service_is_a_port_or_the_name_of_one(String service, int port) throws Exception {
        assertThat(addresses.lookup("127.0.0.1", service)).containsExactly(ScriptRun.address(1, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "ftp"})
    void other_services_are_refused(String service) {
        assertThatThrownBy(() -> addresses.lookup("127.0.0.1", service))
                .hasMessage("\"" + service + "\" is no port (0 to 65535) and neither http nor https");
    }

    @Test
    void a_connection_shows_whether_someone_listens() throws Exception {
        InetSocketAddress address;
        try (ServerSocket server = new ServerSocket()) {
            server.bind(ScriptRun.address(1, 0));
            address = ScriptRun.address(1, server.getLocalPort());
            assertThat(addresses.connect(address)).isTrue();
        }
        assertThat(addresses.connect(address)).isFalse();
    }
}
