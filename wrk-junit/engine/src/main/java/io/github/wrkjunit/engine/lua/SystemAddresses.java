// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The addresses and ports of this machine's resolver. Immutable; thread-safe. */
public final class SystemAddresses implements ScriptAddresses {
    /** The services that a URL without a port can mean; a database of all services is not everywhere. */
    private static final Map<String, Integer> SERVICES = Map.of("http", 80, "https", 443);

    private final int timeoutMillis;

    /** With this limit for one attempt to connect, at least a millisecond. */
    public SystemAddresses(Duration connectTimeout) {
        this.timeoutMillis = Math.toIntExact(Math.max(1, connectTimeout.toMillis()));
    }

    @Override
    public List<InetSocketAddress> lookup(String host, String service) throws UnknownHostException {
        int port = port(service);
        return Arrays.stream(InetAddress.getAllByName(host))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }

    private static int port(String service) throws UnknownHostException {
        Integer known = SERVICES.get(service.toLowerCase(Locale.ROOT));
        if (known != null) {
            return known;
        }
        try {
            int port = Integer.parseInt(service);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UnknownHostException("\"" + service + "\" is no port (0 to 65535) and neither http nor https");
    }

    @Override
    public boolean connect(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, timeoutMillis);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
