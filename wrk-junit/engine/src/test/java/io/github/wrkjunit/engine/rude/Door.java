// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** What is at the port of a server: something that listens, or not. */
interface Door extends AutoCloseable {

    /** The port on 127.0.0.1. */
    int port();

    @Override
    void close();

    /** Opens what this behaviour shows to its clients. */
    static Door open(Behaviour behaviour, Settings settings, LogWriter log) throws IOException {
        return switch (behaviour) {
            case REFUSES -> RefusingPort.reserve(0);
            case BLACK_HOLE_SYN -> FullBacklog.open();
            default -> Listener.open(Conduct.of(behaviour, settings), log);
        };
    }

    /** An address of this machine with this port; 0 lets the kernel choose. */
    static InetSocketAddress address(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
