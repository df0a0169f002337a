// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** How a script's {@code wrk.lookup} and {@code wrk.connect} reach the network. Thread-safe: each thread may look up. */
public interface ScriptAddresses {
    /**
     * The addresses of a host, at least one.
     *
     * @param host a name or a numeric address
     * @param service a port number or the name of a service such as {@code http}
     * @throws UnknownHostException when there is none, with the reason as message
     * @throws IllegalArgumentException when the host may not be loaded, with the reason and the way out as message
     */
    List<InetSocketAddress> lookup(String host, String service) throws UnknownHostException;

    /** Whether a connection to this address can be opened; it is closed at once. May block for a short time. */
    boolean connect(InetSocketAddress address);
}
