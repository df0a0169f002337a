// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.wrkjunit.engine.lua.StandardOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The command line {@code wrk}: offers a load like wrk2, or reads saved output. Exit status 0: the run ended and its numbers
 * carry a verdict, whatever they are; 3: they carry none, the reason is printed after them; 1: it could not be run, the cause is
 * on standard error; n: the script called {@code os.exit(n)}. With events, whose reader judges them, 3 is 0.
 */
public final class Wrk {

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Supplier<Optional<PrintStream>> divert;

    Wrk(InputStream in, PrintStream out, PrintStream err) {
        this(in, out, err, Optional::empty);
    }

    private Wrk(InputStream in, PrintStream out, PrintStream err, Supplier<Optional<PrintStream>> divert) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.divert = divert;
    }

    /** Runs the command line and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        System.exit(new Wrk(System.in, out, err, StandardOutput::divert).run(arguments));
    }

    int run(String... given) {
        Options options = new Options();
        EventOutput events = new EventOutput(out, false, Optional.empty());
        try {
            InputStream input = WordsFile.open(given, in);
            events = EventOutput.of(given, input, out); // the nonce is the first line, the hidden words are the next
            String[] arguments = withHiddenWords(given, input);
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
            Arguments load = Arguments.of(options, misread);
            if (events.nonce().isPresent() && load.script().isPresent()) {
                events = divert.get().map(events::on).orElse(events);
            }
            return new LoadCommand(load, in, events, err).run();
        } catch (UsageException e) {
            return new Failures(events, err).usage(String.valueOf(e.getMessage()));
        } catch (RuntimeException | InterruptedException e) {
            return new Failures(events, err).failed(e);
        } catch (OutOfMemoryError e) {
            return new Failures(events, err).outOfMemory();
        }
    }

    private static String[] withHiddenWords(String[] given, InputStream input) {
        if (!Arrays.asList(given).contains(HiddenWords.OPTION)) {
            return given;
        }
        try {
            return Stream.concat(Stream.of(given), HiddenWords.read(input).stream())
                    .toArray(String[]::new);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    List.of(e.getMessage() + ". Write them, each as \"=\" and the word, percent-encoded."));
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
