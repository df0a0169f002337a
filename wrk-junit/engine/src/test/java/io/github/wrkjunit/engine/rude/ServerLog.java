// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.util.List;

/**
 * What a {@link RudeServer} saw, as far as it came to log it. Immutable.
 *
 * @param requests all complete requests in the order of their arrival
 * @param connections all accepted connections in the order in which they were accepted
 * @param complete whether the server ended in order; not so if it was killed: the last requests may then have been
 *     answered without an entry that says so
 */
public record ServerLog(List<ReceivedRequest> requests, List<AcceptedConnection> connections, boolean complete) {

    /** Copies the lists. */
    public ServerLog {
        requests = List.copyOf(requests);
        connections = List.copyOf(connections);
    }

    /** What adds up from it. */
    public ServerCounts counts() {
        return new ServerCounts(requests);
    }
}
