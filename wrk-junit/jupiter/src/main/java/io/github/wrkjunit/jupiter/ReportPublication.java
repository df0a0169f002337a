// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.WorkloadReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;

/**
 * Brings a report to where people look: standard output, which gets into Surefire's XML (report entries do not), and the files
 * that JUnit publishes. Stateless.
 */
final class ReportPublication {

    private static final Map<String, MediaType> FILES =
            Map.of("report.json", MediaType.APPLICATION_JSON, "report.txt", MediaType.TEXT_PLAIN_UTF_8);

    private ReportPublication() {}

    static void publish(WorkloadReport report, ExtensionContext context) {
        System.out.println(TestName.of(context) + ": " + report);
        report.evidence()
                .ifPresent(folder -> FILES.forEach((name, type) -> {
                    Path file = folder.resolve(name);
                    if (Files.exists(file)) {
                        publish(file, folder.getFileName() + "-" + name, type, context);
                    }
                }));
    }

    private static void publish(Path file, String name, MediaType type, ExtensionContext context) {
        try {
            context.publishFile(name, type, target -> Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING));
        } catch (RuntimeException | LinkageError e) {
            // Best effort: some launchers have no place for files. The evidence is on disk already, and the report says
            // where.
        }
    }
}
