// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The versions of JUnit that work: the user's project chooses one, and an older one would fail in the middle of a load, with the
 * name of a class that it lacks. Stateless.
 */
final class RequiredJUnit {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");
    private static final String WAY_OUT =
            " Import org.junit:junit-bom with one version from 5.12 to 6.1, as the pom in the README of wrk-junit does.";

    private RequiredJUnit() {}

    /** Throws {@link ExtensionConfigurationException} if the JUnit that runs is too old. */
    static void check(ExtensionContext context) {
        problem(version(ExtensionContext.class), version(context.getClass())).ifPresent(sentence -> {
            throw new ExtensionConfigurationException(sentence);
        });
    }

    /** What is wrong with these versions of Jupiter's API and engine; empty if nothing is, or if they are not known. */
    static Optional<String> problem(@Nullable String api, @Nullable String engine) {
        if (isTooOld(api)) {
            return Optional.of(
                    "JUnit Jupiter " + api + " is on the class path, and wrk-junit needs 5.12 or later." + WAY_OUT);
        }
        return isTooOld(engine)
                ? Optional.of("The engine of JUnit Jupiter on the class path has version " + engine
                        + ", its API version " + api + ", and wrk-junit needs 5.12 or later of both." + WAY_OUT)
                : Optional.empty();
    }

    private static boolean isTooOld(@Nullable String version) {
        Matcher matcher = VERSION.matcher(version == null ? "" : version);
        return matcher.matches()
                && Integer.parseInt(matcher.group(1)) <= 5
                && (Integer.parseInt(matcher.group(1)) < 5 || Integer.parseInt(matcher.group(2)) < 12);
    }

    private static @Nullable String version(Class<?> type) {
        return type.getPackage().getImplementationVersion();
    }
}
