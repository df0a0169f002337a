// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secrets that a load is known to have, in all the parts in which a program may print them. Confined to one thread. */
final class SecretValues {

    /** Shorter values stand in too many innocent places, and so do numbers. */
    private static final int SHORTEST = 4;

    private static final Pattern SHORT_NUMBER = Pattern.compile("[0-9.,]{1,7}");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9-]*) +(\\S.*)");
    private static final Pattern PAIR = Pattern.compile("([^=\\s]+)=(.*)");

    private final Set<String> values = new LinkedHashSet<>();

    private SecretValues() {}

    static List<String> of(WorkloadSpec spec) {
        SecretValues all = new SecretValues();
        spec.headers().forEach((name, value) -> {
            if (Redaction.isSecret(name)) {
                all.header(value);
            }
        });
        all.address(spec);
        all.arguments(spec.args());
        return List.copyOf(all.values);
    }

    private void header(String value) {
        add(value);
        Matcher scheme = SCHEME.matcher(value);
        if (scheme.matches()) {
            add(scheme.group(2));
            if (scheme.group(1).equalsIgnoreCase("basic")) {
                basic(scheme.group(2));
            }
        }
        for (String part : value.split("[;,]", -1)) { // cookies, and the fields of other schemes
            Matcher pair = PAIR.matcher(part.trim());
            if (pair.matches()) {
                add(pair.group(2).replaceAll("^\"|\"$", ""));
            }
        }
    }

    private void basic(String encoded) {
        try {
            user(new String(Base64.getDecoder().decode(encoded.trim()), UTF_8));
        } catch (IllegalArgumentException e) {
            // not encoded: it is hidden as it stands
        }
    }

    private void user(String information) {
        add(information);
        int colon = information.indexOf(':');
        if (colon >= 0) {
            add(information.substring(colon + 1));
        }
    }

    private void address(WorkloadSpec spec) {
        if (!spec.has(Attribute.URL)) {
            return; // of a run that was found in saved output
        }
        String user = spec.url().getRawUserInfo();
        if (user != null) {
            user(user);
            user(Redaction.decoded(user));
        }
        String query = spec.url().getRawQuery();
        for (String field : query == null ? new String[0] : query.split("[&;]", -1)) {
            Matcher pair = PAIR.matcher(field);
            if (pair.matches() && Redaction.isSecret(Redaction.decoded(pair.group(1)))) {
                add(pair.group(2));
                add(Redaction.decoded(pair.group(2)));
            }
        }
    }

    private void arguments(List<String> words) {
        List<String> shown = Redaction.words(words);
        for (int i = 0; i < words.size(); i++) {
            Matcher pair = PAIR.matcher(words.get(i));
            if (shown.get(i).equals(Redaction.HIDDEN)) {
                add(words.get(i));
            } else if (!shown.get(i).equals(words.get(i)) && pair.matches()) {
                add(pair.group(2));
            }
        }
    }

    private void add(String value) {
        if (value.length() >= SHORTEST && !SHORT_NUMBER.matcher(value).matches()) {
            values.add(value);
            values.add(URLEncoder.encode(value, UTF_8));
            values.add(new String(value.getBytes(UTF_8), ISO_8859_1)); // as a program prints it that knows no UTF-8
        }
    }
}
