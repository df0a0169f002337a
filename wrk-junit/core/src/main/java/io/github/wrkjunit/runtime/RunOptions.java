// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import io.github.wrkjunit.report.ValidityRules;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a run that are not attributes of a load. Immutable.
 *
 * @param rules the gate of the reports
 * @param readyPath the path that must answer well before the load begins
 * @param readyTimeout how long it may take
 * @param armingLimit how long workers may take to warm up
 * @param grace how much longer than planned the run may take
 * @param exclusive whether a target is loaded by one run at a time
 * @param exclusiveLimit how long to wait for another run
 */
record RunOptions(
        ValidityRules rules,
        Optional<String> readyPath,
        Duration readyTimeout,
        Duration armingLimit,
        Duration grace,
        boolean exclusive,
        Duration exclusiveLimit) {

    static RunOptions read(SettingReader reader) {
        Optional<Setting> ready = reader.find(KnownSettings.READY);
        ready.filter(setting -> !setting.value().startsWith("/"))
                .ifPresent(
                        setting -> reader.problem(setting, "is not a path. Begin it with a slash, such as /health."));
        return new RunOptions(
                new ValidityRules(
                        reader.positive(
                                KnownSettings.TOLERANCE_RATE, ValidityRules.DEFAULT.rateTolerance(), "0.05 for 5 %"),
                        reader.time(KnownSettings.TOLERANCE_LAG, ValidityRules.DEFAULT.lagTolerance())),
                ready.map(Setting::value),
                reader.time(KnownSettings.READY_TIMEOUT, Duration.ofSeconds(30)),
                reader.time(KnownSettings.ARMING_LIMIT, Duration.ofSeconds(60)),
                reader.time(KnownSettings.DEADLINE_GRACE, Duration.ofSeconds(60)),
                reader.bool(KnownSettings.EXCLUSIVE, true),
                reader.time(KnownSettings.EXCLUSIVE_LIMIT, Duration.ofMinutes(10)));
    }
}
