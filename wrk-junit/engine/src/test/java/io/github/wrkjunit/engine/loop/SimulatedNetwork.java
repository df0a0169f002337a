// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** A network, its servers and its clock, to the nanosecond: what happens is a queue of events. One thread at a time. */
final class SimulatedNetwork implements Wire, NanoClock {

    /** What the other side does. */
    interface Server {
        /** Whether an attempt to connect succeeds; by default at once. */
        default void connecting(SimulatedNetwork network, Peer peer, InetSocketAddress address) {
            peer.accept();
        }

        /** A whole request has come. */
        void received(Peer peer, String request);
    }

    private record Event(long atNs, long order, Runnable action) {}

    private final Server server;
    private final Peer[] peers;
    private final PriorityQueue<Event> events = new PriorityQueue<>(
            (a, b) -> a.atNs() != b.atNs() ? Long.compare(a.atNs() - b.atNs(), 0) : Long.compare(a.order(), b.order()));
    private final Deque<Integer> ready = new ArrayDeque<>();
    private long nowNs;
    private long order;

    /** How many bytes a write takes at most. */
    int writeLimit = Integer.MAX_VALUE;

    /** All requests that arrived completely, in order: time since the begin, slot and text. */
    final List<String> requests = new ArrayList<>();

    int attempts;
    long beganNs;

    SimulatedNetwork(int slots, long startNs, Server server) {
        this.server = server;
        nowNs = startNs;
        peers = new Peer[slots];
        for (int slot = 0; slot < slots; slot++) {
            peers[slot] = new Peer(slot);
            peers[slot].closed = true;
        }
    }

    /** Runs a load to its end. */
    void run(ThreadLoad load) {
        begin(load);
        go(load, Long.MAX_VALUE);
    }

    void begin(ThreadLoad load) {
        beganNs = nowNs;
        load.open(nowNs);
        load.begin(nowNs);
        dispatch(load);
    }

    /** Runs a load up to this time since its begin. */
    void go(ThreadLoad load, long untilNs) {
        int turnsWithoutProgress = 0;
        while (!load.isDone()) {
            long wakeNs = load.doWork(nowNs);
            if (load.isDone()) {
                return;
            }
            Event next = events.peek();
            long nextNs = next == null || wakeNs - next.atNs() < 0 ? wakeNs : next.atNs();
            if (nextNs - beganNs > untilNs) {
                nowNs = beganNs + untilNs;
                return;
            }
            turnsWithoutProgress = nextNs - nowNs > 0 || !ready.isEmpty() ? 0 : turnsWithoutProgress + 1;
            if (turnsWithoutProgress > 1000) {
                throw new AssertionError("the loop spins at " + (nowNs - beganNs) + " ns");
            }
            nowNs = nextNs - nowNs > 0 ? nextNs : nowNs;
            dispatch(load);
        }
    }

    /** The generator is away: time passes, and what happens meanwhile is noticed afterwards. */
    void sleep(ThreadLoad load, long ns) {
        nowNs += ns;
        dispatch(load);
    }

    void after(long ns, Runnable action) {
        events.add(new Event(nowNs + ns, order++, action));
    }

    long sinceBeginNs() {
        return nowNs - beganNs;
    }

    private void dispatch(ThreadLoad load) {
        while (!events.isEmpty() && events.peek().atNs() - nowNs <= 0) {
            events.poll().action().run();
        }
        while (!ready.isEmpty()) {
            load.ready(ready.poll());
        }
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public Connect connect(int slot, InetSocketAddress address) {
        attempts++;
        Peer peer = new Peer(slot);
        peers[slot] = peer;
        server.connecting(this, peer, address);
        return peer.connect;
    }

    @Override
    public Connect finishConnect(int slot) {
        return peers[slot].connect;
    }

    @Override
    public int read(int slot, byte[] into) {
        Peer peer = peers[slot];
        if (peer.closed || peer.connect != Connect.DONE) {
            throw new AssertionError("read of slot " + slot + ", which is not open");
        }
        int count = Math.min(peer.toClient.size(), into.length);
        for (int i = 0; i < count; i++) {
            into[i] = peer.toClient.poll();
        }
        return count > 0 ? count : peer.reset ? BROKEN : peer.ended ? END : 0;
    }

    @Override
    public int write(int slot, ByteBuffer from) {
        Peer peer = peers[slot];
        if (peer.closed || peer.connect != Connect.DONE) {
            throw new AssertionError("write to slot " + slot + ", which is not open");
        }
        if (peer.reset || peer.ended || peer.deaf) {
            return BROKEN;
        }
        int count = Math.min(writeLimit, from.remaining());
        for (int i = 0; i < count; i++) {
            peer.fromClient.write(from.get());
        }
        if (!peer.early.isEmpty()) {
            peer.send(peer.early);
            peer.early = "";
        }
        peer.readRequest();
        return count;
    }

    @Override
    public void wantWrite(int slot, boolean want) {
        peers[slot].wantsWrite = want;
        if (want) {
            peers[slot].canTakeMore();
        }
    }

    @Override
    public void close(int slot) {
        peers[slot].closed = true;
    }

    @Override
    public String lastFailure() {
        return "refused by the simulation";
    }

    /** The server's end of one connection. */
    final class Peer {

        final int slot;
        Connect connect = Connect.PENDING;
        private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
        private final Deque<Byte> toClient = new ArrayDeque<>();
        private String early = "";
        private boolean wantsWrite;
        private boolean deaf;
        private boolean ended;
        private boolean reset;
        private boolean closed;
        int served;

        private Peer(int slot) {
            this.slot = slot;
        }

        void accept() {
            connect = Connect.DONE;
        }

        void refuse() {
            connect = Connect.FAILED;
        }

        void acceptAfter(long ns) {
            after(ns, () -> {
                connect = Connect.DONE;
                becomesReady();
            });
        }

        void refuseAfter(long ns) {
            after(ns, () -> {
                connect = Connect.FAILED;
                becomesReady();
            });
        }

        /** Answers 200 with this body's length after a time. */
        void answerAfter(long ns) {
            sendAfter(ns, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }

        /** Answers after a time, but the selector does not tell of it: the loop was away between its look and its work. */
        void answerUnnoticedAfter(long ns) {
            after(ns, () -> {
                put("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                if (ns == 0) {
                    becomesReady();
                }
            });
        }

        void sendAfter(long ns, String text) {
            after(ns, () -> send(text));
        }

        void send(String text) {
            put(text);
            becomesReady();
        }

        private void put(String text) {
            for (byte b : text.getBytes(ISO_8859_1)) {
                toClient.add(b);
            }
        }

        void endAfter(long ns) {
            after(ns, () -> {
                ended = true;
                becomesReady();
            });
        }

        void resetAfter(long ns) {
            after(ns, () -> {
                reset = true;
                becomesReady();
            });
        }

        /** Writes fail from now on, while reads show nothing yet. */
        void turnDeaf() {
            deaf = true;
        }

        /** The end is there, but the selector has not told of it yet. */
        void endUnnoticed() {
            ended = true;
        }

        /** Answers as soon as anything has come, without waiting for the rest. */
        void sayOnFirstBytes(String text) {
            early = text;
        }

        SimulatedNetwork network() {
            return SimulatedNetwork.this;
        }

        private void canTakeMore() {
            after(1000, () -> {
                if (wantsWrite && !closed) {
                    becomesReady();
                    canTakeMore();
                }
            });
        }

        private void becomesReady() {
            if (!closed && peers[slot] == this) {
                ready.add(slot);
            }
        }

        private void readRequest() {
            String text = fromClient.toString(ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                fromClient.reset();
                requests.add(sinceBeginNs() / 1_000_000 + " ms, slot " + slot + ": "
                        + text.substring(0, text.indexOf(" HTTP")));
                served++;
                server.received(this, text);
            }
        }
    }
}
