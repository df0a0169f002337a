// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.report.WorkloadReport;
import io.github.wrkjunit.report.export.JsonReport;
import io.github.wrkjunit.report.export.ReportException;
import io.github.wrkjunit.runtime.SavedOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads saved output and prints its report, for people or as JSON. */
final class ReadCommand {

    private static final String STANDARD_OUTPUT = "-";

    private final String file;
    private final @Nullable String json;
    private final boolean verdict;
    private final PrintStream out;

    private ReadCommand(String file, @Nullable String json, boolean verdict, PrintStream out) {
        this.file = file;
        this.verdict = verdict;
        this.json = json;
        this.out = out;
    }

    /**
     * Checks everything; throws {@link UsageException} with every problem at once.
     *
     * @param misread what is wrong with the words themselves
     */
    static ReadCommand of(Options options, String file, List<String> misread, PrintStream out) {
        List<String> problems = new ArrayList<>(misread);
        for (String word : options.words) {
            problems.add(
                    "\"" + word + "\" is one word too many: --read takes one file and runs no load. Leave it out.");
        }
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
        return new ReadCommand(file, options.json, !options.noVerdict, out);
    }

    /** Gives the exit status, that of an inconclusive report where the text says so; throws {@link ReportException} if there is no report in the file. */
    int run() {
        WorkloadReport report = SavedOutput.read(path());
        if (json == null) {
            out.println(report);
        } else if (json.equals(STANDARD_OUTPUT)) {
            out.println(JsonReport.text(report));
        } else {
            write(report, json);
        }
        return verdict ? Verdict.status(report) : 0;
    }

    private Path path() {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) { // in the C locale any name that is not ASCII
            throw new ReportException(
                    "--read \"" + file + "\" is no path here: " + e.getReason()
                            + ". Name a file with saved output, and set LC_ALL to a UTF-8 locale if its name is not ASCII.",
                    e);
        }
    }

    private static void write(WorkloadReport report, String target) {
        try {
            Files.writeString(Path.of(target), JsonReport.text(report) + "\n", UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw new ReportException(
                    "--json \"" + target + "\" cannot be written: " + e + ". Name a file in a folder that is there.",
                    e);
        }
    }
}
