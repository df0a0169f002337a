// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Reads saved output. */
final class ReadCommand {
    ReadCommand(String file, @Nullable String json, PrintStream out) {}

    int run() {
        throw new UnsupportedOperationException();
    }
}
