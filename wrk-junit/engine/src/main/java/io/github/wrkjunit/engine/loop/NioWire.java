// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.function.Consumer;

/**
 * TCP over a selector. Confined to its worker thread but for {@link #wakeup}. In steady state nothing is allocated: selected
 * keys are consumed where they are found, and reads go through one direct buffer.
 */
final class NioWire implements Wire {

    private static final int READ_BYTES = 64 * 1024;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;
    private final SelectionKey[] keys;
    private final SocketChannel[] channels;
    private final ByteBuffer received = ByteBuffer.allocateDirect(READ_BYTES);
    private final Consumer<SelectionKey> onReady;
    private String lastFailure = "";

    NioWire(int slots, ReadyListener listener) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No selector could be opened (" + e.getMessage() + "). Raise the limit of open files (ulimit -n).",
                    e);
        }
        keys = new SelectionKey[slots];
        channels = new SocketChannel[slots];
        onReady = key -> listener.ready((Integer) key.attachment());
    }

    /** Waits until a connection is ready, {@link #wakeup} is called or the time is over, and tells of the ready ones. */
    void poll(long timeoutNs) {
        try {
            if (timeoutNs <= 0) {
                selector.selectNow(onReady);
            } else {
                selector.select(onReady, (timeoutNs + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The selector failed: " + e.getMessage(), e);
        }
    }

    /** Ends the current or the next wait; thread-safe. */
    void wakeup() {
        selector.wakeup();
    }

    /** Closes all connections. */
    void close() {
        for (int slot = 0; slot < channels.length; slot++) {
            close(slot);
        }
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The selector could not be closed: " + e.getMessage(), e);
        }
    }

    @Override
    public Connect connect(int slot, InetSocketAddress address) {
        try {
            SocketChannel channel = SocketChannel.open();
            channels[slot] = channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(address);
            keys[slot] = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, slot);
            return connected ? refuseItself(slot, channel) : Connect.PENDING;
        } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException e) {
            return failed(slot, e);
        }
    }

    @Override
    public Connect finishConnect(int slot) {
        SocketChannel channel = channels[slot];
        try {
            if (!channel.finishConnect()) {
                return Connect.PENDING;
            }
            keys[slot].interestOps(SelectionKey.OP_READ);
            return refuseItself(slot, channel);
        } catch (IOException e) {
            return failed(slot, e);
        }
    }

    @Override
    public int read(int slot, byte[] into) {
        received.clear().limit(Math.min(into.length, READ_BYTES));
        int read;
        try {
            read = channels[slot].read(received);
        } catch (IOException e) {
            return BROKEN;
        }
        if (read > 0) {
            received.flip();
            received.get(into, 0, read);
        }
        return read < 0 ? END : read;
    }

    @Override
    public int write(int slot, ByteBuffer from) {
        try {
            return channels[slot].write(from);
        } catch (IOException e) {
            return BROKEN;
        }
    }

    @Override
    public void wantWrite(int slot, boolean want) {
        keys[slot].interestOps(want ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    @Override
    public void close(int slot) {
        SocketChannel channel = channels[slot];
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // it is given up anyway, and what happened on it was already counted
            }
        }
    }

    @Override
    public String lastFailure() {
        return lastFailure;
    }

    /**
     * On loopback, an attempt to connect to a port on which nobody listens may be given that very port as its own, and TCP then
     * connects it to itself: a target that is down would seem to answer with our own requests.
     */
    private Connect refuseItself(int slot, SocketChannel channel) throws IOException {
        if (channel.getLocalAddress().equals(channel.getRemoteAddress())) {
            close(slot);
            lastFailure = "Connection refused";
            return Connect.FAILED;
        }
        return Connect.DONE;
    }

    private Connect failed(int slot, Exception cause) {
        String message = cause.getMessage();
        lastFailure = message == null ? cause.getClass().getSimpleName() : message;
        close(slot);
        return Connect.FAILED;
    }
}
