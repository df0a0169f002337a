// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.Setting;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import java.nio.file.Path;
import java.util.Set;

/** Provides the runtime {@code local}: processes on this machine. Found by {@link java.util.ServiceLoader}. */
public final class LocalRuntimeProvider implements WorkloadRuntimeProvider {

    /** Another wrk2 to run instead of the engine, such as {@code /usr/local/bin/wrk2}; split at blanks. */
    static final String COMMAND = "wrk.local.command";

    /** The java command of the processes that this runtime starts; that of the tests by default. */
    static final String JAVA = "wrk.local.java";

    /** Called by {@link java.util.ServiceLoader}. */
    public LocalRuntimeProvider() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Set<String> settingKeys() {
        return Set.of(COMMAND, JAVA);
    }

    @Override
    public WorkloadRuntime create(Settings settings) {
        String java = settings.find(JAVA).map(Setting::value).orElseGet(LocalRuntimeProvider::javaOfThisProcess);
        return new LocalRuntime(settings.find(COMMAND)
                .<Launcher>map(command -> new ForeignCommand(command.value(), command.origin(), java))
                .orElseGet(() -> new EngineCommand(java)));
    }

    private static String javaOfThisProcess() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
