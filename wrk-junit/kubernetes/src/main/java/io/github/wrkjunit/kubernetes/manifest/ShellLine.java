// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.github.wrkjunit.spec.Redaction;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a shell is given by {@code -c}. The words that follow it are the load's; whether the line uses them is judged by how it
 * reads, not by running it. Immutable.
 *
 * @param text the line
 */
record ShellLine(String text) {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "ksh", "zsh");
    private static final Set<String> OF_USERS = Set.of("su", "runuser");
    private static final int LONGEST = 120;

    /** A line that goes on in the next. */
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\R");

    /** An option that takes a line, also among others, such as {@code -ec}. */
    private static final Pattern LINE_OPTION = Pattern.compile("-[a-zA-Z]*c[a-zA-Z]*");

    /** All words of the load. */
    private static final Pattern WORDS = Pattern.compile("\\$(?:[@*]|\\{[@*]})");

    /** The program with all words of the load. */
    private static final Pattern OWN_CALL = Pattern.compile("(?<![\\w.-])wrk2?[\"']?\\s+[\"']?" + WORDS.pattern());

    /** The program with other words. */
    private static final Pattern CALL = Pattern.compile("(?<![\\w.-])wrk2?[\"']?\\s+[\"']?(?:-|\\$|\\w+://)");

    /** The words of the load where a command begins, or behind the program's name. */
    private static final Pattern RUNS = Pattern.compile(
            "(?:^|[;&|({]|\\b(?:exec|then|do|else)\\b|(?<![\\w.-])wrk2?[\"']?)\\s*[\"']?" + WORDS.pattern());

    /** The words of the load within a loop. */
    private static final Pattern LOOP = Pattern.compile("(?s)\\bdo\\b(?:(?!\\bdone\\b).)*" + WORDS.pattern());

    private static final Pattern FIRST_WORD = Pattern.compile("\\$(?:0|\\{0})");

    /** Joins what goes on in the next line. */
    ShellLine {
        text = CONTINUED.matcher(text).replaceAll(" ");
    }

    /** Where a command has such a line; empty if it has none. */
    static OptionalInt index(List<String> words) {
        for (int shell = 0; shell < words.size(); shell++) {
            String name = baseName(words.get(shell));
            if (SHELLS.contains(name) || OF_USERS.contains(name)) {
                return index(words, shell, OF_USERS.contains(name));
            }
        }
        return OptionalInt.empty();
    }

    /** A shell's options stand before its first word that is none; those of another user's shell may follow the user's name. */
    private static OptionalInt index(List<String> words, int shell, boolean mayFollowName) {
        for (int at = shell + 1; at + 1 < words.size(); at++) {
            String word = words.get(at);
            if (LINE_OPTION.matcher(word).matches()) {
                return OptionalInt.of(at + 1);
            }
            boolean option = word.startsWith("-")
                    || word.startsWith("+")
                    || words.get(at - 1).equals("-o");
            if (!option && !mayFollowName) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    static String baseName(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /** Whether it calls wrk with words of its own. */
    boolean hasCall() {
        return CALL.matcher(OWN_CALL.matcher(text).replaceAll("")).find();
    }

    /** Whether the words of the load follow the program's name in it. */
    boolean namesProgram() {
        return OWN_CALL.matcher(text).find();
    }

    /**
     * Checks that it runs the load, once, and nothing else.
     *
     * @param container the container's name
     * @param following how many words of the template follow the line; the first is the shell's name for itself
     * @throws IllegalArgumentException if it does not
     */
    void check(String container, int following) {
        if (!WORDS.matcher(text).find()) {
            throw refusal(container, "never uses the words that follow it, so it does not offer this load");
        }
        if (hasCall()) {
            throw refusal(container, "also calls wrk with words of its own");
        }
        if (RUNS.matcher(text).results().count() > 1) {
            throw refusal(container, "offers the load more than once");
        }
        if (LOOP.matcher(text).find()) {
            throw refusal(container, "offers the load in a loop, so more than once");
        }
        if (following == 0 && !FIRST_WORD.matcher(text).find()) {
            throw refusal(
                    container, "is the last word, and the shell takes the first word that follows for its own name");
        }
    }

    private IllegalArgumentException refusal(String container, String reason) {
        String shown = Redaction.text(text.strip()).replaceAll("\\s*\\R\\s*", " ");
        return new IllegalArgumentException("the command of container " + container
                + " in the Job template cannot be used: its shell line \""
                + (shown.length() > LONGEST ? shown.substring(0, LONGEST - 3) + "..." : shown) + "\" " + reason
                + ". wrk.targets and wrk.rate.max limit only the load of the test. Remove the command from the template, or"
                + " write it as [\"sh\", \"-c\", \"sleep 5; exec \\\"$@\\\"\", \"sh\"].");
    }
}
