// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.local;

import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.WorkloadRuntime;
import io.github.wrkjunit.runtime.WorkloadRuntimeProvider;
import java.util.Set;

/** Provides the runtime {@code local}: processes on this machine. Found by {@link java.util.ServiceLoader}. */
public final class LocalRuntimeProvider implements WorkloadRuntimeProvider {

    /** Another wrk2 to run instead of the engine, such as {@code /usr/local/bin/wrk2}; split at blanks. */
    static final String COMMAND = "wrk.local.command";

    /** The java command of the engine's process; that of the tests by default. */
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
        return settings.find(COMMAND)
                .<Launcher>map(setting -> new ForeignCommand(setting.value(), setting.origin()))
                .map(LocalRuntime::new)
                .orElseGet(() ->
                        new LocalRuntime(new EngineCommand(settings.find(JAVA).map(setting -> setting.value()))));
    }
}
