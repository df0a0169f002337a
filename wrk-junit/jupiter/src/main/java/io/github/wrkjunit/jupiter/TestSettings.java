// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.Setting;
import io.github.wrkjunit.runtime.Settings;
import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The settings that the extension itself reads. Immutable. */
record TestSettings(Settings settings) {

    static TestSettings of(ExtensionContext context) {
        return new TestSettings(Settings.ofProcess().withFallback(new ConfigurationParameterSource(context)));
    }

    /** The setting that switches loads off; empty if none does. */
    Optional<Setting> disabledBy() {
        return settings.find(KnownSettings.ENABLED)
                .filter(setting -> text(setting).equals("false"));
    }

    /** Whether a test whose report is inconclusive is aborted, and not in error. */
    boolean abortsInconclusive() {
        return settings.find(KnownSettings.INCONCLUSIVE)
                .filter(setting -> text(setting).equals("abort"))
                .isPresent();
    }

    /** Whether a test whose loads nobody judges is in error. */
    boolean demandsJudgement() {
        return settings.find(KnownSettings.JUDGED)
                .filter(setting -> text(setting).equals("false"))
                .isEmpty();
    }

    /** Who is told how a load goes. */
    Consumer<String> progress() {
        String wanted =
                settings.find(KnownSettings.PROGRESS).map(TestSettings::text).orElse("auto");
        boolean on = wanted.equals("on") || (wanted.equals("auto") && isWatched());
        return on ? System.out::println : line -> {};
    }

    /** What is wrong with them, each a sentence. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        oneOf(KnownSettings.ENABLED, Set.of("true", "false"), problems);
        oneOf(KnownSettings.JUDGED, Set.of("true", "false"), problems);
        oneOf(KnownSettings.INCONCLUSIVE, Set.of("error", "abort"), problems);
        oneOf(KnownSettings.PROGRESS, Set.of("on", "off", "auto"), problems);
        oneOf(KnownSettings.PARALLEL, Set.of("true", "false"), problems);
        if (Settings.ofProcess().find(KnownSettings.PARALLEL).isEmpty()) {
            settings.find(KnownSettings.PARALLEL)
                    .ifPresent(setting -> problems.add(setting.origin().place()
                            + " comes too late: JUnit asks for locks before it tells its parameters. Set "
                            + KnownSettings.PARALLEL + " as a system property or WRK_PARALLEL in the environment."));
        }
        return problems;
    }

    private void oneOf(String key, Set<String> words, List<String> problems) {
        settings.find(key)
                .filter(setting -> !words.contains(text(setting)))
                .ifPresent(setting -> problems.add(setting.origin().place() + ": \"" + setting.value()
                        + "\" is not one of its values. Use one of " + String.join(", ", new TreeSet<>(words)) + "."));
    }

    private static String text(Setting setting) {
        return setting.value().trim();
    }

    /** Whether a person looks on. From Java 22 on there is a console without a terminal too, which has to be asked. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isWatched() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22 a console is a terminal
        }
    }
}
