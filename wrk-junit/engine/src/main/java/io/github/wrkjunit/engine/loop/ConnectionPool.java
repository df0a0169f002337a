// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import io.github.wrkjunit.engine.http.BodyBudget;
import io.github.wrkjunit.engine.measure.ThreadMeasures;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread's connections: opens them as soon as it may, trying one address after the other, and lends idle ones in turn. A
 * connection that was lost is opened again at once, so that no request pays for it that need not. Confined to its worker thread.
 */
final class ConnectionPool {

    /** A connection that ends younger than this and unused counts as a refusal: nothing can be sent on such. */
    private static final long SHORTEST_LIFE_NS = 50_000_000;

    private final Wire wire;
    private final ThreadMeasures measures;
    private final List<InetSocketAddress> addresses;
    private final BackOff backOff;
    private final Connection[] connections;
    private final ConnectionList closed = new ConnectionList(Connection.State.CLOSED);
    private final ConnectionList connecting = new ConnectionList(Connection.State.CONNECTING);
    private final ConnectionList idle = new ConnectionList(Connection.State.IDLE);
    private final ConnectionList busy = new ConnectionList(Connection.State.BUSY);
    private int preferredAddress;

    ConnectionPool(
            Wire wire,
            ThreadMeasures measures,
            List<InetSocketAddress> addresses,
            int size,
            @Nullable BodyBudget bodies,
            BackOff backOff) {
        this.wire = wire;
        this.measures = measures;
        this.addresses = addresses;
        this.backOff = backOff;
        connections = new Connection[size];
        for (int slot = 0; slot < size; slot++) {
            connections[slot] = new Connection(slot, bodies);
            closed.add(connections[slot]);
        }
    }

    Connection connection(int slot) {
        return connections[slot];
    }

    /** The connection that has been idle for the longest time. */
    @Nullable
    Connection idle() {
        return idle.first();
    }

    /** The busy connection whose request was sent first. */
    @Nullable
    Connection oldestBusy() {
        return busy.first();
    }

    boolean isConnecting() {
        return !connecting.isEmpty();
    }

    /** Whether there is a connection to wait for. */
    boolean anyOpenOrOpening() {
        return !(connecting.isEmpty() && busy.isEmpty() && idle.isEmpty());
    }

    /** Opens closed connections as far as the back-off allows. */
    void open(long nowNs) {
        Connection next = closed.first();
        while (next != null && backOff.allows(nowNs, connecting.isEmpty())) {
            closed.remove(next);
            next.firstAddress = preferredAddress;
            next.triedAddresses = 0;
            tryAddresses(next, nowNs);
            next = closed.first();
        }
    }

    /** Goes on with an attempt that became ready. */
    void finishConnect(Connection connection, long nowNs) {
        Wire.Connect result = wire.finishConnect(connection.slot);
        if (result == Wire.Connect.PENDING) {
            return;
        }
        connecting.remove(connection);
        if (result == Wire.Connect.DONE) {
            opened(connection, nowNs);
        } else {
            noteFailure(wire.lastFailure());
            tryAddresses(connection, nowNs);
        }
    }

    /** Gives up attempts that have lasted too long. */
    void expireConnecting(long nowNs, long timeoutNs) {
        Connection oldest = connecting.first();
        while (oldest != null && nowNs - oldest.sinceNs >= timeoutNs) {
            connecting.remove(oldest);
            wire.close(oldest.slot);
            noteFailure("no answer within " + timeoutNs / 1_000_000 + " ms");
            tryAddresses(oldest, nowNs);
            oldest = connecting.first();
        }
    }

    /** An idle connection has turned out to be closed by the server, or to be of no use. */
    void lost(Connection connection, long nowNs) {
        idle.remove(connection);
        if (connection.sinceNs == connection.openedNs && nowNs - connection.openedNs < SHORTEST_LIFE_NS) {
            backOff.failed(nowNs);
        }
        shut(connection);
    }

    /** A request begins on an idle connection. */
    void occupy(Connection connection, long nowNs) {
        idle.remove(connection);
        connection.sinceNs = nowNs;
        busy.add(connection);
    }

    /** The request of a busy connection has its outcome; the connection is kept or closed. */
    void release(Connection connection, boolean reusable, long nowNs) {
        busy.remove(connection);
        connection.unsent = null;
        if (reusable) {
            connection.sinceNs = nowNs;
            idle.add(connection);
        } else {
            shut(connection);
        }
    }

    /** Notes that the target answers. */
    void answered() {
        backOff.answered();
    }

    /** Closes all that is not busy. */
    void closeUnused() {
        for (Connection connection : connections) {
            if (connection.state == Connection.State.IDLE) {
                idle.remove(connection);
                shut(connection);
            } else if (connection.state == Connection.State.CONNECTING) {
                connecting.remove(connection);
                shut(connection);
            }
        }
    }

    /** When {@link #expireConnecting} or {@link #open} has something to do, if no connection becomes ready before. */
    long nextWorkNs(long timeoutNs, long farNs) {
        Connection oldest = connecting.first();
        if (oldest != null) {
            return oldest.sinceNs + timeoutNs;
        }
        return closed.isEmpty() ? farNs : backOff.untilNs();
    }

    private void tryAddresses(Connection connection, long nowNs) {
        while (connection.triedAddresses < addresses.size()) {
            int address = addressOf(connection);
            connection.triedAddresses++;
            Wire.Connect result = wire.connect(connection.slot, addresses.get(address));
            if (result == Wire.Connect.DONE) {
                opened(connection, nowNs);
                return;
            }
            if (result == Wire.Connect.PENDING) {
                connection.sinceNs = nowNs;
                connecting.add(connection);
                return;
            }
            noteFailure(wire.lastFailure());
        }
        closed.add(connection);
        backOff.failed(nowNs);
    }

    private int addressOf(Connection connection) {
        return (connection.firstAddress + connection.triedAddresses) % addresses.size();
    }

    private void opened(Connection connection, long nowNs) {
        preferredAddress = (connection.firstAddress + connection.triedAddresses - 1) % addresses.size();
        measures.connectionsOpened++;
        backOff.connected(nowNs);
        connection.openedNs = nowNs;
        connection.spokeFirst = false;
        connection.sinceNs = nowNs;
        idle.add(connection);
    }

    private void shut(Connection connection) {
        wire.close(connection.slot);
        closed.add(connection);
    }

    private void noteFailure(String cause) {
        measures.connectFailures++;
        measures.lastConnectFailure = cause;
    }
}
