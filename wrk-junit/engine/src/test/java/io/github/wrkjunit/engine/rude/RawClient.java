// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Sends bytes and shows the bytes that come back. A read that waits for 20 s fails. */
final class RawClient implements AutoCloseable {
    private static final int READ_LIMIT_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    private final Socket socket = new Socket();

    RawClient(RudeServer server) throws IOException {
        socket.setSoTimeout(READ_LIMIT_MILLIS);
        socket.connect(Door.address(server.port()), READ_LIMIT_MILLIS);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** Sends a GET and reads the answer with its body. */
    String answerTo(String target) throws IOException {
        get(target);
        return readAnswer();
    }

    /** Reads a head and as much body as its Content-Length says. */
    String readAnswer() throws IOException {
        String head = readHead();
        var length = LENGTH.matcher(head);
        return length.find() ? head + read(Integer.parseInt(length.group(1))) : head;
    }

    String readHead() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            String next = read(1);
            if (next.isEmpty()) {
                throw new IOException("The connection ended within a head: \"" + head + "\"");
            }
            head.append(next);
        }
        return head.toString();
    }

    /** Reads so many bytes, or fewer if the connection ends before. */
    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Reads all that still comes until the server closes. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Whether not a single byte and no end comes within this time. */
    boolean staysSilent(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(READ_LIMIT_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
