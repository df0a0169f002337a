// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.engine.lua.ScriptAddresses;
import io.github.wrkjunit.runtime.AllowedTargets;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * The one way to addresses, for the load and for its script: gives only those that may be loaded. They are connected to as they
 * were judged, whatever the name means later. Immutable; thread-safe.
 *
 * @param addresses the resolver
 * @param targets what may be loaded; empty for everything
 */
record GuardedAddresses(ScriptAddresses addresses, Optional<AllowedTargets> targets) implements ScriptAddresses {

    @Override
    public List<InetSocketAddress> lookup(String host, String service) throws UnknownHostException {
        List<InetSocketAddress> found = addresses.lookup(host, service);
        targets.flatMap(allowed -> allowed.problem(
                        host, found.stream().map(InetSocketAddress::getAddress).toList()))
                .ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
        return found;
    }

    @Override
    public boolean connect(InetSocketAddress address) {
        return addresses.connect(address);
    }
}
