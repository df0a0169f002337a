// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.http.HttpTarget;
import io.github.wrkjunit.engine.lua.ScriptAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The way to addresses, for the engine and for scripts. Stateless. */
final class Addresses implements ScriptAddresses {

    private static final int HTTP = 80;
    private static final int PROBE_MILLIS = 1000;

    /** The addresses of the target's host, in the resolver's order; throws {@link TargetException} if there is none. */
    List<InetSocketAddress> of(HttpTarget target) {
        try {
            return lookup(target.host(), Integer.toString(target.port()));
        } catch (UnknownHostException e) {
            throw new TargetException(
                    "unable to resolve " + target.host() + ":" + target.port()
                            + " Name or service not known. Check the host of the URL.",
                    e);
        }
    }

    @Override
    public List<InetSocketAddress> lookup(String host, String service) throws UnknownHostException {
        int port = port(service);
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }

    @Override
    public boolean connect(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int port(String service) throws UnknownHostException {
        try {
            int port = Integer.parseInt(service);
            if (port > 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            if (service.toLowerCase(Locale.ROOT).equals("http")) {
                return HTTP;
            }
        }
        throw new UnknownHostException("Servname not supported for ai_socktype: " + service);
    }
}
