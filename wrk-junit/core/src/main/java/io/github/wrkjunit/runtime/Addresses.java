// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves host names; a parameter, so that tests need no name service. Thread-safe. */
@FunctionalInterface
interface Addresses {

    /** All addresses of the host, at least one. */
    List<InetAddress> of(String host) throws UnknownHostException;

    /** The system's name service. */
    static Addresses ofSystem() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
