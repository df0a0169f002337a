// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import io.github.wrkjunit.spec.Redaction;
import java.util.Locale;

/**
 * Where requests go: the parts of an {@code http} URL. Immutable.
 *
 * @param host name or address; an IPv6 address without its brackets, its zone after a {@code %}
 * @param port 1 to 65535
 * @param portGiven whether the URL names the port; only then it is part of the header Host
 * @param path from the first {@code /} on, with query and fragment as given; {@code /}, and the query if there is one, where
 *     the URL has no path
 */
public record HttpTarget(String host, int port, boolean portGiven, String path) {

    private static final String WAY_OUT = " Use http://host:port/path.";

    /**
     * Takes a URL apart. User information is ignored, as wrk does.
     *
     * @throws IllegalArgumentException if it is no URL that this engine can reach; the message names it and the way out
     */
    public static HttpTarget parse(String url) {
        int schemeEnd = url.indexOf("://");
        if (schemeEnd < 0) {
            throw new IllegalArgumentException("URL \"" + Redaction.url(url) + "\" has no scheme." + WAY_OUT);
        }
        String scheme = url.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "URL \"" + Redaction.url(url)
                            + "\": TLS is not supported yet. Use a plain http:// address of the service, or a runtime that speaks TLS.");
        }
        if (!scheme.equals("http")) {
            throw new IllegalArgumentException(
                    "URL \"" + Redaction.url(url) + "\": scheme \"" + scheme + "\" is not supported." + WAY_OUT);
        }
        String rest = url.substring(schemeEnd + 3);
        int authorityEnd = endOfAuthority(rest);
        String authority = rest.substring(0, authorityEnd);
        authority = authority.substring(authority.lastIndexOf('@') + 1);
        String path = rest.substring(authorityEnd);
        if (!path.startsWith("/")) {
            path = "/" + (path.startsWith("?") ? path : ""); // wrk loses a query without a path
        }
        checkPath(url, path);
        int colon = authority.lastIndexOf(':');
        boolean portGiven = colon > authority.lastIndexOf(']');
        String host = portGiven ? authority.substring(0, colon) : authority;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1).replaceFirst("%25", "%"); // RFC 6874
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("URL \"" + Redaction.url(url) + "\" has no host." + WAY_OUT);
        }
        return new HttpTarget(host, portGiven ? port(url, authority.substring(colon + 1)) : 80, portGiven, path);
    }

    /**
     * The value of the header Host: the host, in brackets and without its zone if it is an IPv6 address, and the port if the
     * URL names one.
     */
    public String hostHeader() {
        String name = host.indexOf(':') >= 0 ? "[" + host.replaceFirst("%.*", "") + "]" : host;
        return portGiven ? name + ":" + port : name;
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return rest.length();
    }

    private static void checkPath(String url, String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 127) {
                throw new IllegalArgumentException("URL \"" + Redaction.url(url) + "\": the character '" + c
                        + "' cannot be part of a request line. Write it percent-encoded, a blank as %20.");
            }
        }
    }

    private static int port(String url, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of range
        }
        String shown = Redaction.url(url); // what is behind the colon may be the begin of a password with a slash in it
        throw new IllegalArgumentException("URL \"" + shown + "\": "
                + (shown.contains(":" + text) ? "port \"" + text + "\"" : "the port")
                + " is not a number from 1 to 65535.");
    }
}
