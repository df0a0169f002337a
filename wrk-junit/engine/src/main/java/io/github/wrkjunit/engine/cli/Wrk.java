// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The command line {@code wrk}: offers a load like wrk2, or reads saved output. Exit status 0: the run ended and reported,
 * whatever it found; 1: it could not be run, the cause is on standard error; n: the script called {@code os.exit(n)}.
 */
public final class Wrk {

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;

    Wrk(InputStream in, PrintStream out, PrintStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** Runs the command line and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        System.exit(new Wrk(System.in, out, err).run(arguments));
    }

    int run(String... given) {
        String[] arguments = given;
        if (Arrays.asList(given).contains(HiddenWords.OPTION)) {
            try {
                arguments = Stream.concat(Stream.of(given), HiddenWords.read(in).stream())
                        .toArray(String[]::new);
            } catch (IOException | IllegalArgumentException e) {
                err.println(e.getMessage() + ". Write them, each as \"=\" and the word, percent-encoded.");
                return 1;
            }
        }
        Options options = new Options();
        boolean events = Arrays.asList(arguments).contains("--events");
        Failures failures = new Failures(out, err, events);
        try {
            List<String> misread = Misreadings.of(commandLine(options).parseArgs(arguments));
            if (options.help) {
                out.print(Usage.TEXT);
                return 0;
            }
            if (options.version) {
                out.println("wrk (" + Generator.NAME + "), compatible with wrk2");
                return 0;
            }
            if (options.read != null) {
                return ReadCommand.of(options, options.read, misread, out).run();
            }
            return new LoadCommand(Arguments.of(options, misread), in, out, err).run();
        } catch (UsageException e) {
            return failures.usage(String.valueOf(e.getMessage()));
        } catch (RuntimeException | InterruptedException e) {
            return failures.failed(e);
        }
    }

    private static CommandLine commandLine(Options options) {
        CommandLine commandLine = new CommandLine(options)
                .setAbbreviatedOptionsAllowed(true)
                .setOverwrittenOptionsAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false)
                .setTrimQuotes(false);
        commandLine.getCommandSpec().parser().collectErrors(true);
        return commandLine;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
    }
}
