// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A tiny HTTP server on loopback for {@link WarmUp}: one thread, an answer for each piece that it reads, in several framings;
 * now and then it closes. Thread-safe.
 */
final class LoopbackResponder implements AutoCloseable {

    private static final String[] ANSWERS = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nhello"
    };

    private static final String LAST_ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    private static final int ANSWERS_PER_CLOSE = 100;

    private final Selector selector;
    private final ServerSocketChannel listening;
    private final InetSocketAddress address;
    private final Thread thread = new Thread(this::serve, "wrk-warmup-0");
    private volatile boolean closed;

    private LoopbackResponder() throws IOException {
        selector = Selector.open();
        listening = ServerSocketChannel.open();
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = (InetSocketAddress) listening.getLocalAddress();
        listening.configureBlocking(false);
        listening.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
    }

    static LoopbackResponder start() throws IOException {
        LoopbackResponder responder = new LoopbackResponder();
        responder.thread.start();
        return responder;
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is a daemon and ends by itself
        }
    }

    private void serve() {
        ByteBuffer input = ByteBuffer.allocateDirect(4096);
        int[] answered = new int[1];
        try {
            while (!closed) {
                selector.select(key -> {
                    if (key.isAcceptable()) {
                        accept();
                    } else {
                        answer((SocketChannel) key.channel(), input, answered[0]++);
                    }
                });
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            closed = true; // the load then ends with failures, which nobody looks at
        }
    }

    private void accept() {
        try {
            SocketChannel channel = listening.accept();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            closed = true;
        }
    }

    private static void answer(SocketChannel channel, ByteBuffer input, int number) {
        try {
            int read = channel.read(input.clear());
            boolean last = number % ANSWERS_PER_CLOSE == ANSWERS_PER_CLOSE - 1;
            if (read > 0) {
                String answer = last ? LAST_ANSWER : ANSWERS[number % ANSWERS.length];
                channel.write(ByteBuffer.wrap(answer.getBytes(US_ASCII)));
            }
            if (read < 0 || last) {
                channel.close();
            }
        } catch (IOException e) {
            try {
                channel.close();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
        }
    }
}
