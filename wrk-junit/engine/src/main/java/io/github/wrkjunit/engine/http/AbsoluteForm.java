// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Requests whose target may be in absolute form, {@code GET http://shop:8080/cart HTTP/1.1}, as DeathStarBench's scripts write
 * them. They go out as they are, with a warning if they name another authority than their header Host; or in origin form,
 * {@code GET /cart HTTP/1.1}, if that is wanted (RFC 9112, section 3.2). Confined to its worker thread.
 */
public final class AbsoluteForm implements RequestSource {

    private static final byte[] SCHEME_END = "://".getBytes(ISO_8859_1);
    private static final String HOST = "host:";

    private final RequestSource source;
    private final boolean toOrigin;
    private ByteBuffer rewritten = ByteBuffer.allocateDirect(4096);
    private @Nullable String warning;

    /**
     * Looks at the targets of another source's requests.
     *
     * @param toOrigin whether to send them in origin form
     */
    public AbsoluteForm(RequestSource source, boolean toOrigin) {
        this.source = source;
        this.toOrigin = toOrigin;
    }

    @Override
    public ByteBuffer next() {
        ByteBuffer request = source.next();
        int target = behind(request, 0, ' ');
        if (target == request.limit() || request.get(target) == '/') {
            return request; // the ordinary case
        }
        int authority = authority(request, target);
        if (authority < 0) {
            return request;
        }
        int path = endOfAuthority(request, authority);
        if (toOrigin) {
            return origin(request, target, path);
        }
        if (warning == null) {
            warn(text(request, authority, path), request);
        }
        return request;
    }

    @Override
    public boolean wantsAnswers() {
        return source.wantsAnswers();
    }

    @Override
    public void answered(ReceivedAnswer answer) {
        source.answered(answer);
    }

    @Override
    public boolean stopRequested() {
        return source.stopRequested();
    }

    @Override
    public List<String> warnings() {
        List<String> all = new ArrayList<>(source.warnings());
        if (warning != null) {
            all.add(warning);
        }
        return all;
    }

    private ByteBuffer origin(ByteBuffer request, int target, int path) {
        boolean bare = request.get(path) != '/';
        int size = target + (bare ? 1 : 0) + request.limit() - path;
        if (rewritten.capacity() < size) {
            rewritten = ByteBuffer.allocateDirect(2 * size);
        }
        rewritten.clear();
        rewritten.put(0, request, 0, target);
        if (bare) {
            rewritten.put(target, (byte) '/');
        }
        rewritten.put(size - (request.limit() - path), request, path, request.limit() - path);
        return rewritten.limit(size);
    }

    private void warn(String authority, ByteBuffer request) {
        String host = host(text(request, 0, request.limit()));
        if (host != null && !withoutDefault(host).equals(withoutDefault(authority))) {
            warning = "Request lines of the script name \"" + authority + "\", the header Host names \"" + host
                    + "\": servers such as Tomcat and Jetty answer 400 to that. Begin the paths in the script with /,"
                    + " or send them so by --relative (setting wrk.local.relative = true).";
        }
    }

    private static @Nullable String host(String request) {
        for (String line : (Iterable<String>) request.lines().skip(1).takeWhile(line -> !line.isEmpty())::iterator) {
            if (line.toLowerCase(Locale.ROOT).startsWith(HOST)) {
                return line.substring(HOST.length()).strip();
            }
        }
        return null;
    }

    private static String withoutDefault(String authority) {
        String name = authority.toLowerCase(Locale.ROOT);
        return name.endsWith(":80") ? name.substring(0, name.length() - ":80".length()) : name;
    }

    /** Where the authority of an absolute-form target begins; -1 if the target has another form. */
    private static int authority(ByteBuffer request, int target) {
        int at = target;
        while (at < request.limit() && Character.isLetter(request.get(at))) {
            at++;
        }
        for (byte expected : SCHEME_END) {
            if (at == request.limit() || request.get(at++) != expected) {
                return -1;
            }
        }
        return at;
    }

    private static int endOfAuthority(ByteBuffer request, int authority) {
        int at = authority;
        while (at < request.limit() && "/?# ".indexOf(request.get(at)) < 0) {
            at++;
        }
        return at;
    }

    private static int behind(ByteBuffer request, int from, char last) {
        int at = from;
        while (at < request.limit() && request.get(at) != last) {
            at++;
        }
        return Math.min(at + 1, request.limit());
    }

    private static String text(ByteBuffer request, int from, int to) {
        byte[] bytes = new byte[to - from];
        request.get(from, bytes);
        return new String(bytes, ISO_8859_1);
    }
}
