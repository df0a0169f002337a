// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.report.text.OutputLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * Reads what a process prints to its end, whatever it is and whatever becomes of its lines: a process whose pipe is full stands
 * still, and one whose pipe is closed is killed. Stateless.
 */
final class WorkerStream {

    private WorkerStream() {}

    /** Tells each line, in bounded memory, and closes the stream. What goes wrong is told once, and the rest is read and dropped. */
    static void readToEnd(InputStream stream, Consumer<String> lines, Consumer<Exception> problem) {
        try (stream) {
            OutputLines output = new OutputLines(stream);
            try {
                for (String line = output.next(); line != null; line = output.next()) {
                    lines.accept(line);
                }
            } catch (RuntimeException e) { // a defect of whoever takes the lines, which must not look like their end
                tell(problem, e);
                stream.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            tell(problem, e);
        }
    }

    private static void tell(Consumer<Exception> problem, Exception e) {
        try {
            problem.accept(e);
        } catch (RuntimeException more) {
            System.getLogger(WorkerStream.class.getName())
                    .log(System.Logger.Level.WARNING, "The output of a worker could not be read to its end.", more);
        }
    }
}
