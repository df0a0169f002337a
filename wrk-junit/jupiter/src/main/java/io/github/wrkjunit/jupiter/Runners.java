// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRunner;
import io.github.wrkjunit.spec.Origin;
import java.io.Console;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes the runners of a test or a class. Stateless. */
final class Runners {

    private Runners() {}

    /** With the settings, place and evidence of the context, and the runtime that the annotations name. */
    static WorkloadRunner.Builder of(ExtensionContext context, DeclaredLoads declared) {
        Settings settings = TestSettings.of(context);
        WorkloadRunner.Builder runner = WorkloadRunner.builder()
                .settings(settings)
                .place(TestName.of(context))
                .evidence(WorkloadRunner.evidenceRoot(settings).resolve(TestName.folder(context)));
        declared.enabled().stream()
                .flatMap(load -> load.runtime().stream())
                .findFirst()
                .ifPresent(source -> runner.runtime(source.annotation().runtime(), Origin.annotation(source.place())));
        if (someoneLooksOn(settings)) {
            runner.progress(System.err::println);
        }
        return runner;
    }

    private static boolean someoneLooksOn(Settings settings) {
        String progress = settings.find(KnownSettings.PROGRESS)
                .map(setting -> setting.value().trim().toLowerCase(Locale.ROOT))
                .orElse("auto");
        return progress.equals("on") || (progress.equals("auto") && isTerminal());
    }

    /** Since JDK 22 there is a console without a terminal, and a method that tells; before, there is none without. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
