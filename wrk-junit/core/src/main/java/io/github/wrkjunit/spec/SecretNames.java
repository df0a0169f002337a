// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.util.regex.Pattern;

/** The names that secrets have: the one table of them. Stateless. */
final class SecretNames {

    /** A name with one of these in it is a secret's. */
    private static final Pattern PART =
            ignoringCase("authorization|cookie|token|secret|password|passwd|passphrase|credential|signature|session"
                    + "|(?:api|access|account|auth|private|shared|signing|subscription)[-_.]?key");

    /** Secrets if they are the whole name. */
    private static final Pattern WHOLE = ignoringCase("(?:x-)?auth|pwd|sig|jwt");

    /** Secrets if they are the whole name of a header, a field of a query or a variable; too common in a text. */
    private static final Pattern WHOLE_BUT_IN_TEXT = ignoringCase("key|pass|pw");

    /** A key behind a separator is a secret, such as {@code X-Key} ... */
    private static final Pattern KEY = ignoringCase("[-_.]key$");

    /** ... but not behind one of these. */
    private static final Pattern INNOCENT_KEY = ignoringCase("(?:cache|foreign|group|hot|idempotency|partition|primary"
            + "|public|routing|row|shard|sort|surrogate|websocket)[-_.]key$");

    /** The value of such a header is all of its line. */
    private static final Pattern HEADER = ignoringCase("(?:authorization|cookie)$");

    /** A line of such a file looks like a header. */
    private static final Pattern FILE = ignoringCase("\\.(?:lua|java|kt|js|py|sh|txt|json|ya?ml)$");

    private static final Pattern LEADING = Pattern.compile("^[-.]+");

    private SecretNames() {}

    static boolean isSecret(String name) {
        String bare = name.trim();
        return isSecretInText(bare) || WHOLE_BUT_IN_TEXT.matcher(bare).matches();
    }

    /** Whether a word that stands before a value in a text names a secret; dashes of an option may be part of it. */
    static boolean isSecretInText(String word) {
        String name = LEADING.matcher(word).replaceAll("");
        return PART.matcher(name).find()
                || WHOLE.matcher(name).matches()
                || (KEY.matcher(name).find() && !INNOCENT_KEY.matcher(name).find());
    }

    static boolean isHeader(String word) {
        return HEADER.matcher(word).find();
    }

    static boolean isNoFile(String word) {
        return isSecretInText(word) && !FILE.matcher(word).find();
    }

    private static Pattern ignoringCase(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
