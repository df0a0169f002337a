// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.wrkjunit.report.WorkloadReport;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A report as a JSON file, {@code report.json}, described by {@code report.schema.json}: for people and other programs its
 * counts, percentiles and judgement in plain numbers, for this library all that was measured, so that {@link #read} gives back an equal report. Secrets
 * are left out. Stateless.
 */
public final class JsonReport {

    /** The version of the file format that this library writes and reads. */
    public static final int VERSION = 1;

    static final String FORMAT = "wrk-junit report";

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final long MOST_CHARACTERS = 1 << 28;

    private JsonReport() {}

    /** The report as the text of a JSON file, over many lines. */
    public static String text(WorkloadReport report) {
        StringWriter text = new StringWriter();
        try {
            write(report, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }

    /**
     * Writes the report to a file, which is replaced if it exists.
     *
     * @throws ReportException if the file cannot be written
     */
    public static void write(WorkloadReport report, Path file) {
        try (Writer text = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(report, text);
        } catch (IOException e) {
            throw new ReportException(
                    "The report cannot be written to " + file + ": " + e
                            + ". Make its folder writable, or choose another one for the evidence.",
                    e);
        }
    }

    /**
     * Reads a report from a file that this library has written.
     *
     * @throws ReportException if there is no such file, or it is damaged, of another version or no report
     */
    public static WorkloadReport read(Path file) {
        try (Reader text = new BoundedReader(Files.newBufferedReader(file, StandardCharsets.UTF_8), MOST_CHARACTERS)) {
            return read(JsonObject.parse(text), file.toString());
        } catch (BoundedReader.TooLongException e) {
            throw new ReportException(
                    file + " is not a report: " + e.getMessage() + " Name a report.json that a run has written.", e);
        } catch (JsonValueException e) {
            throw damaged(file.toString(), e);
        } catch (NoSuchFileException e) {
            throw new ReportException("There is no report " + file + ". Name a report.json that a run has written.", e);
        } catch (CharacterCodingException e) {
            throw damaged(file.toString(), new JsonValueException("it is not UTF-8 text"));
        } catch (IOException e) {
            throw new ReportException("The report " + file + " cannot be read: " + e + ". Make it readable.", e);
        }
    }

    /**
     * Reads a report from the text of such a file.
     *
     * @param text the JSON text
     * @param source where it came from, for messages
     * @throws ReportException if it is damaged, of another version or no report
     */
    public static WorkloadReport parse(String text, String source) {
        try {
            return read(JsonObject.parse(text), source);
        } catch (JsonValueException e) {
            throw damaged(source, e);
        }
    }

    private static void write(WorkloadReport report, Writer text) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            ReportJsonWriter.write(json, report);
        }
    }

    private static WorkloadReport read(JsonObject json, String source) throws JsonValueException {
        if (!json.has("format") || !FORMAT.equals(json.text("format"))) {
            throw new ReportException(source + " is JSON, but no report of wrk-junit: its \"format\" is not \"" + FORMAT
                    + "\". Name a report.json that a run has written.");
        }
        long version = json.whole("version");
        if (version != VERSION) {
            throw new ReportException(source + " is a report of version " + version + ", this library reads version "
                    + VERSION + ". Read it with the version of wrk-junit-core that wrote it, or run the load again.");
        }
        return ReportJsonReader.read(json);
    }

    private static ReportException damaged(String source, JsonValueException cause) {
        return new ReportException(
                source + " is not a readable report: " + cause.getMessage()
                        + ". It was cut or changed after it was written: restore it, or run the load again.",
                cause);
    }
}
