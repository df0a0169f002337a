// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command line before their values are looked at, each a sentence. Stateless. */
final class Misreadings {

    private Misreadings() {}

    static List<String> of(ParseResult parsed) {
        List<String> problems = new ArrayList<>();
        for (Exception error : parsed.errors()) {
            if (error instanceof UnmatchedArgumentException unmatched) {
                unmatched
                        .getUnmatched()
                        .forEach(word -> problems.add("\"" + word
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
