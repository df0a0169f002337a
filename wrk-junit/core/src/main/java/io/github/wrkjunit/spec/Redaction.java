// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what is shown or kept: values whose name looks like a secret's, and user information in URLs. What
 * looks like a secret is decided by name only; a secret under an innocent name stays. Stateless.
 */
public final class Redaction {

    /** What stands in the place of a secret; valid in headers and URLs. */
    public static final String HIDDEN = "***";

    private static final String WORDS =
            "authorization|cookie|token|secret|password|passwd|passphrase|credential|signature"
                    + "|session|api[-_.]?key|access[-_.]?key|private[-_.]?key";
    private static final String NAME =
            "[A-Za-z0-9_.\\[\\]-]*(?:" + WORDS + ")[A-Za-z0-9_.\\[\\]-]*|(?:x-)?auth|pwd|sig";
    private static final Pattern SECRET_NAME = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);
    private static final Pattern URL = Pattern.compile("\\b[A-Za-z][A-Za-z0-9+.-]*://[^\\s\"'<>]+");
    private static final Pattern PAIR =
            Pattern.compile("\\b(" + NAME + ")(=)([^\\s&;\"',]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER =
            Pattern.compile("\\b(" + NAME + ")(\\s*:\\s+)([^\\r\\n\"']+)", Pattern.CASE_INSENSITIVE);

    private Redaction() {}

    /** Whether a header, query field or variable of this name holds a secret, as far as the name tells. */
    public static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name.trim()).matches();
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

    /** The URL, or path with query, with its user information and the secret ones of its query's values hidden. */
    public static String url(String url) {
        int scheme = url.indexOf("://");
        int query = url.indexOf('?');
        String address = query < 0 ? url : url.substring(0, query);
        if (scheme >= 0 && (query < 0 || scheme < query)) {
            int path = address.indexOf('/', scheme + 3);
            int at = address.lastIndexOf('@', path < 0 ? address.length() : path);
            if (at > scheme) {
                address = address.substring(0, scheme + 3) + HIDDEN + address.substring(at);
            }
        }
        return query < 0 ? address : address + query(url.substring(query));
    }

    /** Any text, such as a command line or a line of output, with the secrets in its URLs, headers and pairs hidden. */
    public static String text(String text) {
        String shown = replace(URL, text, match -> url(match.group()));
        shown = replace(PAIR, shown, match -> match.group(1) + match.group(2) + HIDDEN);
        return replace(HEADER, shown, match -> match.group(1) + match.group(2) + HIDDEN);
    }

    private static String replace(Pattern pattern, String text, Function<MatchResult, String> replacement) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
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

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name; // a stray per cent sign: the name is taken as it stands
        }
    }
}
