// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The texts that stand in a Lua script (Lua 5.1 manual, 2.1): in quotes and in long brackets, comments left out. Confined to one
 * thread.
 */
public final class LuaTexts {

    private final String script;
    private final Set<String> texts = new LinkedHashSet<>();
    private int at;

    private LuaTexts(String script) {
        this.script = script;
    }

    /** The contents of all string literals, in their order; bytes above 127 as they are in the text. */
    public static Set<String> in(String script) {
        LuaTexts reader = new LuaTexts(script);
        reader.read();
        return reader.texts;
    }

    private void read() {
        while (at < script.length()) {
            char c = script.charAt(at);
            if (script.startsWith("--", at)) {
                at += 2;
                if (longBracket() == null) {
                    int end = script.indexOf('\n', at);
                    at = end < 0 ? script.length() : end;
                }
            } else if (c == '"' || c == '\'') {
                at++;
                texts.add(quoted(c));
            } else if (c == '[') {
                String text = longBracket();
                if (text == null) {
                    at++;
                } else {
                    texts.add(text);
                }
            } else {
                at++;
            }
        }
    }

    /** The text up to the quote; only escapes that can stand in a file's name are read. */
    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        while (at < script.length() && script.charAt(at) != quote && script.charAt(at) != '\n') {
            if (script.charAt(at) == '\\' && at + 1 < script.length()) {
                at++;
            }
            text.append(script.charAt(at++));
        }
        at++;
        return text.toString();
    }

    /** The text of the long bracket that begins here, which is then behind; null if none does. */
    private @Nullable String longBracket() {
        int level = at + 1;
        while (level < script.length() && script.charAt(level) == '=') {
            level++;
        }
        if (at >= script.length()
                || script.charAt(at) != '['
                || level >= script.length()
                || script.charAt(level) != '[') {
            return null;
        }
        String close = "]" + script.substring(at + 1, level) + "]";
        int end = script.indexOf(close, level + 1);
        String text = script.substring(level + 1, end < 0 ? script.length() : end);
        at = end < 0 ? script.length() : end + close.length();
        return text;
    }
}
