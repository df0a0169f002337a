// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.Setting;
import io.github.wrkjunit.runtime.SettingReader;
import io.github.wrkjunit.runtime.Settings;
import java.io.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The settings that the extension itself reads. Immutable. */
record TestSettings(Settings settings) {

    /** Its values, the default first. */
    private static final List<String> INCONCLUSIVE = List.of("error", "abort");

    private static final List<String> PROGRESS = List.of("auto", "on", "off");

    static TestSettings of(ExtensionContext context) {
        return new TestSettings(Settings.ofProcess().withFallback(new ConfigurationParameterSource(context)));
    }

    /** The setting that switches loads off; empty if none does. */
    Optional<Setting> disabledBy() {
        return settings.find(KnownSettings.ENABLED).filter(setting -> !reader().bool(KnownSettings.ENABLED, true));
    }

    /** Whether a test whose report is inconclusive is aborted, and not in error. */
    boolean abortsInconclusive() {
        return word(reader(), KnownSettings.INCONCLUSIVE, INCONCLUSIVE).equals("abort");
    }

    /** Whether a test whose loads nobody judges is in error. */
    boolean demandsJudgement() {
        return reader().bool(KnownSettings.JUDGED, true);
    }

    /** Who is told how a load goes. */
    Consumer<String> progress() {
        String wanted = word(reader(), KnownSettings.PROGRESS, PROGRESS);
        boolean on = wanted.equals("on") || (wanted.equals("auto") && isWatched());
        return on ? System.out::println : line -> {};
    }

    /** What is wrong with them, each a sentence. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        SettingReader reader = new SettingReader(settings, problems::add);
        reader.bool(KnownSettings.ENABLED, true);
        reader.bool(KnownSettings.JUDGED, true);
        word(reader, KnownSettings.INCONCLUSIVE, INCONCLUSIVE);
        word(reader, KnownSettings.PROGRESS, PROGRESS);
        reader.bool(KnownSettings.PARALLEL, false);
        if (Settings.ofProcess().find(KnownSettings.PARALLEL).isEmpty()) {
            settings.find(KnownSettings.PARALLEL)
                    .ifPresent(setting -> problems.add(setting.origin().place()
                            + " comes too late: JUnit asks for locks before it tells its parameters. Set "
                            + KnownSettings.PARALLEL + " as a system property or WRK_PARALLEL in the environment."));
        }
        return problems;
    }

    /** A reader for what {@link #problems} has told of already. */
    private SettingReader reader() {
        return new SettingReader(settings, problem -> {});
    }

    private static String word(SettingReader reader, String key, List<String> words) {
        return reader.word(key, words, words.get(0));
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
