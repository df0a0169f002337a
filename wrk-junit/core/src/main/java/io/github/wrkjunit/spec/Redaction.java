// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what is shown or kept: values whose name looks like a secret's, and user information in URLs. This is the
 * one place that does so, by {@link SecretNames} and {@link SecretShapes}; {@link HiddenValues} hides the values that a load is
 * known to have. A secret under an innocent name stays. Stateless.
 */
public final class Redaction {

    /** What stands in the place of a secret; valid in headers and URLs. */
    public static final String HIDDEN = "***";

    private static final Pattern BEGIN_OF_URL = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?/{2,3}|[A-Za-z]+:/");
    private static final Pattern PORT = Pattern.compile(":\\d*$|^\\[|]$");
    private static final Pattern DASHES = Pattern.compile("^-+");
    private static final Pattern HEADER_NAME =
            Pattern.compile("\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\\s*:\\s*|\\s*=\\s*|\\s+).+", Pattern.DOTALL);

    private Redaction() {}

    /** Whether a header, query field or variable of this name holds a secret, as far as the name tells. */
    public static boolean isSecret(String name) {
        return SecretNames.isSecret(name);
    }

    /** The value, or {@link #HIDDEN} if the name is a secret's. */
    public static String value(String name, String value) {
        return isSecret(name) ? HIDDEN : value;
    }

    /** The headers in their order, the values of secret ones hidden. */
    public static Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> shown = new LinkedHashMap<>();
        headers.forEach((name, value) -> shown.put(name, value(name, value)));
        return Collections.unmodifiableMap(shown);
    }

    /**
     * The URL, or path with query, with its user information and the secret ones of its query's values hidden. It need not be a
     * good URL: what stands before the last at sign is user information too where the host has something else than a port.
     */
    public static String url(String url) {
        Matcher head = BEGIN_OF_URL.matcher(url);
        int begin = head.lookingAt() ? head.end() : 0;
        int end = begin;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(begin, end);
        int at = authority.lastIndexOf('@') + begin;
        boolean password = authority.indexOf(':') >= 0;
        if (at < begin && password && !PORT.matcher(authority).find()) {
            at = url.lastIndexOf('@'); // a slash or a question mark in the password has ended the authority too early
        }
        boolean user = at >= begin && (begin > 0 || password);
        String hidden = user ? url.substring(0, begin) + HIDDEN + url.substring(at) : url;
        int query = hidden.indexOf('?');
        return query < 0 ? hidden : hidden.substring(0, query) + query(hidden.substring(query));
    }

    /** Any text, such as a command line or a line of output, with the secrets in it hidden as far as names and shapes tell. */
    public static String text(String text) {
        return SecretShapes.hide(text);
    }

    /** A line that should be a header, with its value hidden if its name is a secret's. */
    public static String header(String line) {
        Matcher name = HEADER_NAME.matcher(line);
        return name.matches() && isSecret(name.group(1))
                ? line.substring(0, line.indexOf(name.group(1)) + name.group(1).length()) + ": " + HIDDEN
                : text(line);
    }

    /** Words of a command line: of an option and its value as two words, the first one tells whether the second is a secret. */
    public static List<String> words(List<String> words) {
        List<String> shown = new ArrayList<>();
        String before = "";
        for (String word : words) {
            boolean secret = before.startsWith("-")
                    && before.indexOf('=') < 0
                    && !word.startsWith("-")
                    && isSecret(DASHES.matcher(before).replaceAll(""));
            shown.add(secret ? HIDDEN : text(word));
            before = word;
        }
        return shown;
    }

    private static String query(String query) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= query.length(); i++) {
            if (i == query.length() || "?&;#".indexOf(query.charAt(i)) >= 0) {
                shown.append(field(query.substring(from, i)));
                if (i < query.length()) {
                    shown.append(query.charAt(i));
                }
                from = i + 1;
            }
        }
        return shown.toString();
    }

    private static String field(String field) {
        int equals = field.indexOf('=');
        if (equals < 1) {
            return field;
        }
        String value = field.substring(equals + 1);
        String shown =
                isSecret(decoded(field.substring(0, equals))) ? HIDDEN : value.contains("://") ? url(value) : value;
        return field.substring(0, equals + 1) + shown;
    }

    /** The name or value of a query's field. */
    static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // a stray per cent sign: the name is taken as it stands
        }
    }
}
