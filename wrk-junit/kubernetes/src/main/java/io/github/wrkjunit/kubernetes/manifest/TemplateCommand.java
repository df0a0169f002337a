// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What of a template's command stays in front of the words of the load. A call of wrk in it would be a load of its own, which no
 * limit knows: its words give way, and a shell line that holds one is refused. Immutable.
 *
 * @param front the words that stay; empty if the template has no command
 * @param needsProgram whether the program's name has to follow them
 * @param isReplaced whether the words of a call of wrk gave way
 */
record TemplateCommand(List<String> front, boolean needsProgram, boolean isReplaced) {

    private static final Set<String> PROGRAMS = Set.of("wrk", "wrk2");

    /** Copies the list. */
    TemplateCommand {
        front = List.copyOf(front);
    }

    /**
     * The command of the container that offers the load.
     *
     * @throws IllegalArgumentException if it is a shell line that would not run the load, or not only the load
     */
    static TemplateCommand of(Container container) {
        List<String> command = container.getCommand();
        if (command.isEmpty()) {
            return new TemplateCommand(List.of(), true, false); // arguments without a command give way as a whole
        }
        List<String> words = words(container);
        OptionalInt program = program(words, 0);
        OptionalInt line = ShellLine.index(words);
        if (line.isPresent() && (program.isEmpty() || line.getAsInt() < program.getAsInt())) {
            return ofShell(container.getName(), words, line.getAsInt(), command.size());
        }
        return program.isPresent() ? ofCall(words, program.getAsInt()) : new TemplateCommand(command, true, false);
    }

    /** Whether these words call wrk, themselves or in a shell line. */
    static boolean isCall(List<String> words) {
        OptionalInt line = ShellLine.index(words);
        OptionalInt program = program(words, 0);
        boolean direct =
                program.isPresent() && words.stream().skip(program.getAsInt()).anyMatch(word -> word.contains("://"));
        return direct || (line.isPresent() && new ShellLine(words.get(line.getAsInt())).hasCall());
    }

    /** Command and arguments of a container, as they stand. */
    static List<String> words(Container container) {
        List<String> words = new ArrayList<>(container.getCommand());
        words.addAll(container.getArgs());
        return words;
    }

    private static TemplateCommand ofShell(String container, List<String> words, int at, int commandSize) {
        OptionalInt program = program(words, at + 1);
        List<String> front = words.subList(0, at < commandSize ? commandSize : words.size());
        if (program.isPresent()) {
            front = words.subList(0, program.getAsInt() + 1);
        }
        ShellLine line = new ShellLine(words.get(at));
        line.check(container, front.size() - at - 1);
        boolean named = line.namesProgram() || program.isPresent();
        boolean replaced = program.isPresent() && program.getAsInt() + 1 < words.size();
        return new TemplateCommand(front, !named, replaced);
    }

    private static TemplateCommand ofCall(List<String> words, int program) {
        return new TemplateCommand(words.subList(0, program + 1), false, program + 1 < words.size());
    }

    private static OptionalInt program(List<String> words, int from) {
        return IntStream.range(from, words.size())
                .filter(at -> PROGRAMS.contains(ShellLine.baseName(words.get(at))))
                .findFirst();
    }
}
