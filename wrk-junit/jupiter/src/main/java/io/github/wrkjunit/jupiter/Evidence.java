// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.report.WorkloadReport;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.MediaType;

/** Makes a report part of the test's results. Stateless. */
final class Evidence {

    private static final System.Logger LOGGER = System.getLogger(Evidence.class.getName());
    private static final String FILE = "report.json";

    private Evidence() {}

    /** Prints the report to standard output, which Surefire keeps, and publishes its file, as far as that goes. */
    @SuppressWarnings("deprecation") // since JUnit 5.14 there is another MediaType; this one is in all versions
    static void tell(WorkloadReport report, ExtensionContext context) {
        System.out.println(TestName.of(context) + "\n" + report);
        report.evidence()
                .map(folder -> folder.resolve(FILE))
                .filter(Files::exists)
                .ifPresent(file -> {
                    try {
                        context.publishFile(
                                report.name() + "-" + FILE,
                                MediaType.APPLICATION_JSON,
                                target -> Files.copy(file, target));
                    } catch (RuntimeException e) {
                        LOGGER.log(Level.DEBUG, () -> file + " could not be published; it lies where it is.", e);
                    }
                });
    }
}
