// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.rude;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The settings of one server: the behaviour's defaults and what was given. Immutable. */
final class Settings {
    private final Map<Setting.Key, Long> values;

    private Settings(Map<Setting.Key, Long> values) {
        this.values = values;
    }

    static Settings of(Behaviour behaviour, List<Setting> given) {
        var values = new EnumMap<Setting.Key, Long>(Setting.Key.class);
        behaviour.defaults().forEach(setting -> values.put(setting.key(), setting.value()));
        for (Setting setting : given) {
            if (values.replace(setting.key(), setting.value()) == null) {
                throw new IllegalArgumentException(
                        "RudeServer " + behaviour + " does not take " + setting + ". It takes " + behaviour.defaults()
                                + "; leave the setting out or choose another behaviour.");
            }
        }
        return new Settings(values);
    }

    long every() {
        return value(Setting.Key.EVERY);
    }

    long delayNs() {
        return nanos(Setting.Key.DELAY_US);
    }

    long afterNs() {
        return nanos(Setting.Key.AFTER_US);
    }

    long lastingNs() {
        return nanos(Setting.Key.LASTING_US);
    }

    private long nanos(Setting.Key key) {
        return TimeUnit.MICROSECONDS.toNanos(value(key));
    }

    private long value(Setting.Key key) {
        Long value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("The behaviour declares no default for " + key + ". Add one to Behaviour.");
        }
        return value;
    }
}
