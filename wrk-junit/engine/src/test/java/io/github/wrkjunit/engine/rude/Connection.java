// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** One accepted connection with its thread. Other threads call {@link #start}, {@link #join} and {@link #cut} only. */
final class Connection {
    private final long number;
    private final Socket socket;
    private final Listener listener;
    private final Conduct conduct;
    private final LogWriter log;
    private final RequestReader requests;
    private final Thread thread;
    private int received;
    private @Nullable Deed deedForAllElse;

    Connection(long number, Socket socket, Listener listener, Conduct conduct, LogWriter log) throws IOException {
        this.number = number;
        this.socket = socket;
        this.listener = listener;
        this.conduct = conduct;
        this.log = log;
        this.requests = new RequestReader(socket.getInputStream());
        this.thread = new Thread(this::run, "wrk-rude-connection-" + number);
        thread.setDaemon(true);
        // Each send is a segment of its own, and none waits for the acknowledgement of another (Nagle's algorithm).
        socket.setTcpNoDelay(true);
    }

    /** Called by the acceptor, so that the log is in the order of the numbers. */
    void start() {
        log.accepted(number);
        thread.start();
    }

    void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    /** Ends the connection from outside, by RST or by FIN, and wakes its thread if that pauses. */
    void cut(boolean hard) {
        try {
            if (hard) {
                reset();
            } else {
                socket.close();
            }
        } catch (IOException e) {
            // The client was faster: there is no connection left to cut.
        }
        thread.interrupt();
    }

    Listener listener() {
        return listener;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void pauseUntil(long nanoTime) throws IOException {
        Pauses.unless(socket::isClosed, nanoTime);
        if (socket.isClosed()) {
            throw new SocketException("Cut in a pause");
        }
    }

    void mute() {
        deedForAllElse = Deed.HUNG;
    }

    void closeOutput() throws IOException {
        deedForAllElse = Deed.TOO_LATE;
        socket.shutdownOutput();
    }

    void reset() throws IOException {
        // With a linger of zero, close() sends RST and drops what is unsent.
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private void run() {
        try (socket) {
            RequestHead head = requests.next();
            while (head != null) {
                received(head, System.nanoTime());
                head = requests.next();
            }
        } catch (IOException e) {
            // Client or server has ended the connection; what that meant for the request is in the log already.
        } finally {
            log.ended(number, received, requests.partialBytes());
            listener.forget(this);
        }
    }

    private void received(RequestHead head, long receivedNs) throws IOException {
        received++;
        long sequence = log.received(number, received, receivedNs, head);
        if (deedForAllElse != null) {
            log.done(sequence, deedForAllElse, 0);
            return;
        }
        var exchange = new Exchange(this, log, sequence, received, receivedNs, head);
        try {
            conduct.serve(exchange);
        } catch (IOException e) {
            exchange.cut(listener.deedOnCut());
            throw e;
        }
    }
}
