// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The host and port of a URL. {@link URI#getHost()} knows host names of RFC 952 only, and is null for names that resolvers and
 * Docker networks have, such as {@code my_service}. Immutable.
 *
 * @param host name or address as it is written; an IPv6 address without its brackets, its zone after a {@code %} (RFC 6874)
 * @param port the port that the URL names; empty if it names none
 */
public record UrlAuthority(String host, OptionalInt port) {

    private static final Pattern FORM = Pattern.compile(
            "(?:[^@]*@)*(?:\\[([0-9a-fA-F:.]+)(%[^\\]]+)?]|([A-Za-z0-9_](?:[A-Za-z0-9_.-]*)))(?::(\\d{1,5}))?");

    private static final String ENCODED_PERCENT = "%25";

    /** Checks that both parts are there. */
    public UrlAuthority {
        requireNonNull(host, "host");
        requireNonNull(port, "port");
    }

    /** The URL's; empty if it has no host, or one that can be no name and no address. */
    public static Optional<UrlAuthority> of(URI url) {
        String authority = url.getRawAuthority();
        if (authority == null) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(authority);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(3);
        String port = matcher.group(4);
        return Optional.of(new UrlAuthority(
                name != null ? name : matcher.group(1) + zone(matcher.group(2)),
                port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port))));
    }

    /** The host as a URL holds it: an IPv6 address in brackets. */
    public String bracketed() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static String zone(@Nullable String written) {
        if (written == null) {
            return "";
        }
        return written.startsWith(ENCODED_PERCENT) ? "%" + written.substring(ENCODED_PERCENT.length()) : written;
    }
}
