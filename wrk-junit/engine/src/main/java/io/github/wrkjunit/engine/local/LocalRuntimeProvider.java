// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.KnownSettings;
import io.github.wrkjunit.runtime.Setting;
import io.github.wrkjunit.runtime.SettingReader;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Provides the runtime {@code local}: processes on this machine. Found by {@link java.util.ServiceLoader}. */
public final class LocalRuntimeProvider implements WorkloadRuntimeProvider {

    /** Another wrk2 to run instead of the engine, such as {@code /usr/local/bin/wrk2}; split at blanks. */
    static final String COMMAND = "wrk.local.command";

    /** The java command of the processes that this runtime starts; that of the tests by default. */
    static final String JAVA = "wrk.local.java";

    /** Whether a script's absolute request targets are sent as paths. */
    static final String RELATIVE = "wrk.local.relative";

    /** Called by {@link java.util.ServiceLoader}. */
    public LocalRuntimeProvider() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Set<String> settingKeys() {
        return Set.of(COMMAND, JAVA, RELATIVE);
    }

    @Override
    public WorkloadRuntime create(Settings settings) {
        String java = settings.find(JAVA).map(Setting::value).orElseGet(LocalRuntimeProvider::javaOfThisProcess);
        Optional<Setting> relative = settings.find(RELATIVE);
        List<String> problems = new ArrayList<>();
        boolean rewrite = new SettingReader(settings, problems::add).bool(RELATIVE, false);
        Optional<Setting> command = settings.find(COMMAND);
        if (rewrite && command.isPresent()) {
            problems.add(relative.orElseThrow().origin().place() + ": only the engine can rewrite request lines, and "
                    + command.get().origin().place() + " names another program. Set one of the two.");
        }
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        return new LocalRuntime(command.<Launcher>map(
                        setting -> new ForeignCommand(setting.value(), setting.origin(), java))
                .orElseGet(() -> new EngineCommand(
                        java,
                        rewrite,
                        settings.find(KnownSettings.TARGETS).map(Setting::value).orElse(""))));
    }

    private static String javaOfThisProcess() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
