// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.spec;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes in which secrets stand in a text: the one table of them. Stateless. */
final class SecretShapes {

    /** What every shape has something of, to pass over the many texts that have nothing. */
    private static final Pattern HINT = Pattern.compile(
            "[:=@]|(?:^|\\s)-|(?:bearer|basic|negotiate) |eyJ|gh._|_|glpat-|xox|AKIA", Pattern.CASE_INSENSITIVE);

    /** A name, or none: whole, so that a text takes no longer than its length. */
    private static final String NAME = "(?<![A-Za-z0-9_.\\[\\]-])(?<name>[A-Za-z0-9_.\\[\\]-]++)";

    private static final String SCHEME = "(?:(?:Bearer|Basic|Digest|Negotiate|Token|ApiKey)[ \\t]+)?";

    private static final String NO_VALUE = "(?!(?:nil|null|true|false|undefined)\\b)";

    /** In quotes, or a word. */
    private static final String VALUE = NO_VALUE + SCHEME + "(?:\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'|[^\\s&;\"',]++)";

    /** Where a port stands, the name is a host's. */
    private static final String NO_PORT = "(?!\\d{1,5}(?:\\D|$)|[:/])";

    private static final List<Shape> SHAPES = List.of(
            // http://ann:pw@h, whatever is in the password
            new Shape("://", "[^\\s/@:?#\"'<>]*+:(?!\\d{1,5}[\\s/?#])[^@\"<>\\r\\n]{1,200}+(?=@)"),
            // http://pw@h
            new Shape("://", "[^\\s/@:?#\"'<>]++(?=@)"),
            // ann:pw@h
            new Shape(
                    "(?<![\\w/.%+~-])(?=[\\w.%+~-]{1,100}+:)(?!mailto:)",
                    "[\\w.%+~-]++:[^\\s/@:\"'<>]{1,200}+(?=@[\\w\\[])"),
            // {"token":"pw"}, {'token': 'pw'}, {"token":12345678}
            named("\"" + NAME + "\"\\s*+:\\s*+\"", "(?:[^\"\\\\]|\\\\.)++"),
            named("'" + NAME + "'\\s*+:\\s*+'", "[^']++"),
            named("\"" + NAME + "\"\\s*+:\\s*+", "\\d{4,}+"),
            // {\"token\":\"pw\"}, as JSON in JSON
            named("\\\\++\"" + NAME + "\\\\++\"\\s*+:\\s*+\\\\++\"", "(?:(?!\\\\++\").)++"),
            // Authorization: Bearer pw; Cookie = a=pw; b=pw: to the end of the line
            new Shape(NAME + "\\s*+[:=]\\s*+", "[^\\r\\n\"']++", SecretNames::isHeader),
            named(NAME + "\\s*+:\\s++", "[^\\r\\n\"']++"),
            new Shape(NAME + ":" + NO_PORT, "[^\\s\"'][^\\r\\n\"']*+", SecretNames::isNoFile),
            // token = pw
            named(NAME + "[\"']?[ \\t]*+(?<![!<>~])=(?![=>~])[ \\t]*+", VALUE),
            // --token pw
            named("(?<![\\w-])(?=-)" + NAME + "[ \\t]++(?!-)", VALUE),
            // -u ann:pw
            new Shape("(?<!\\S)(?:-u|--user)[ =]", "[^\\s:]++:\\S++"),
            // ?key=pw
            new Shape("[?&](?:key|pass|pw)=", "[^\\s&;\"'#]++"),
            // Bearer pw, with something in it that no word has
            new Shape("\\b(?:Bearer|Basic|Negotiate) ++", "(?=[A-Za-z.-]*+[0-9=_~+/])[A-Za-z0-9._~+/=-]{8,}+"),
            // what tells by itself that it is a token
            new Shape("\\b(?=eyJ)", "eyJ[A-Za-z0-9_-]{5,}+\\.[A-Za-z0-9_-]++(?:\\.[A-Za-z0-9_-]*+)?"),
            new Shape(
                    "\\b(?=gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_|AKIA)",
                    "(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_|AKIA)[A-Za-z0-9_-]{12,}+"));

    private static final Pattern URL = Pattern.compile("\\b[A-Za-z][A-Za-z0-9+.-]{0,20}+://[^\\s\"'<>]+");

    /**
     * One shape. The value is looked at only behind a name that is a secret's: else a text would be read to its end for each name.
     *
     * @param head what it begins with, which stays
     * @param value what follows, which is hidden
     * @param secret whether the name in the head is a secret's
     * @param named whether there is a name in it
     */
    private record Shape(Pattern head, Pattern value, Predicate<String> secret, boolean named) {

        Shape(String head, String value) {
            this(compiled(head), compiled(value), name -> true, false);
        }

        Shape(String head, String value, Predicate<String> secret) {
            this(compiled(head), compiled(value), secret, true);
        }

        String hide(String text) {
            Matcher begin = head.matcher(text);
            Matcher rest = value.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
            StringBuilder shown = new StringBuilder();
            int from = 0;
            while (begin.find()) {
                if (begin.end() < from || (named && !secret.test(begin.group("name")))) {
                    continue;
                }
                if (rest.region(begin.end(), text.length()).lookingAt()) {
                    shown.append(text, from, begin.end()).append(Redaction.HIDDEN);
                    from = rest.end();
                }
            }
            return from == 0 ? text : shown.append(text, from, text.length()).toString();
        }

        private static Pattern compiled(String pattern) {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        }
    }

    private SecretShapes() {}

    private static Shape named(String head, String value) {
        return new Shape(head, value, SecretNames::isSecretInText);
    }

    /** The text with the secrets in these shapes hidden. */
    static String hide(String text) {
        if (!HINT.matcher(text).find()) {
            return text;
        }
        String shown = URL.matcher(text).replaceAll(match -> Matcher.quoteReplacement(Redaction.url(match.group())));
        for (Shape shape : SHAPES) {
            shown = shape.hide(shown);
        }
        return shown;
    }
}
