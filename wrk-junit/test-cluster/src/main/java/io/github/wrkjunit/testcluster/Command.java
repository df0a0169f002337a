// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program with arguments, as an environment variable names it: separated by blanks, without quoting. Immutable. */
record Command(String variable, String text) {

    /** Runs it with one more argument; throws {@link IllegalStateException} with its output if it fails. */
    void run(Path argument) {
        List<String> words = new ArrayList<>(List.of(text.trim().split("\\s+")));
        words.add(argument.toString());
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("The command of " + variable + ", " + String.join(" ", words)
                        + ", ended with status " + status + ": " + output.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The command of " + variable + ", " + String.join(" ", words) + ", cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + String.join(" ", words) + " ran", e);
        }
    }
}
