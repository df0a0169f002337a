// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import org.jspecify.annotations.Nullable;

/** Connections of one state in the order in which they came into it; adding and removing take no memory. Confined to its worker. */
final class ConnectionList {

    private final Connection.State state;
    private @Nullable Connection first;
    private @Nullable Connection last;

    ConnectionList(Connection.State state) {
        this.state = state;
    }

    boolean isEmpty() {
        return first == null;
    }

    @Nullable
    Connection first() {
        return first;
    }

    void add(Connection connection) {
        connection.state = state;
        connection.previous = last;
        connection.next = null;
        if (last == null) {
            first = connection;
        } else {
            last.next = connection;
        }
        last = connection;
    }

    void remove(Connection connection) {
        Connection before = connection.previous;
        Connection after = connection.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
    }
}
