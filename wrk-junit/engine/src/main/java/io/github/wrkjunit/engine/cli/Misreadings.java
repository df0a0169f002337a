// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import io.github.wrkjunit.spec.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command line before their values are looked at, each a sentence. Stateless. */
final class Misreadings {

    /** What is behind it is no part of an option's name, and a secret perhaps. */
    private static final Pattern BLANK = Pattern.compile("\\s.*", Pattern.DOTALL);

    private Misreadings() {}

    static List<String> of(ParseResult parsed) {
        List<String> problems = new ArrayList<>();
        for (Exception error : parsed.errors()) {
            if (error instanceof UnmatchedArgumentException unmatched) {
                unmatched
                        .getUnmatched()
                        .forEach(word -> problems.add("\"" + BLANK.matcher(word).replaceAll(" " + Redaction.HIDDEN)
                                + "\" is no option of this program. Leave it out, or look for its name in --help."));
            } else if (error instanceof MissingParameterException) {
                problems.add(error.getMessage() + ". Write it behind the option.");
            } else {
                problems.add(error.getMessage() + ". Look at the usage, --help.");
            }
        }
        return problems;
    }
}
