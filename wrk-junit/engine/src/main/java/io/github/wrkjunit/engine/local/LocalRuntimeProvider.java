// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import java.util.Map;

/** Provides the runtime {@code local}: processes on this machine. Found by {@link java.util.ServiceLoader}. */
public final class LocalRuntimeProvider implements WorkloadRuntimeProvider {

    static final String COMMAND = "wrk.local.command";
    static final String JAVA = "wrk.local.java";

    /** Called by {@link java.util.ServiceLoader}. */
    public LocalRuntimeProvider() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                COMMAND, "another wrk2 to run instead of the engine, such as /usr/local/bin/wrk2; words are split at blanks",
                JAVA, "the java command of the engine's process; that of the tests by default");
    }

    @Override
    public WorkloadRuntime create(Settings settings) {
        return settings.find(COMMAND)
                .<Launcher>map(setting -> new ForeignCommand(setting.value(), setting.origin()))
                .map(LocalRuntime::new)
                .orElseGet(() -> new LocalRuntime(new EngineCommand(settings.find(JAVA).map(setting -> setting.value()))));
    }
}
