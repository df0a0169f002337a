// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.cli;

/** The name and version of this program. */
final class Generator {

    /** Such as {@code wrk-engine 0.1.0}; the version is that of the jar's manifest. */
    static final String NAME = "wrk-engine " + version();

    private Generator() {}

    private static String version() {
        String version = Generator.class.getPackage().getImplementationVersion();
        return version == null ? "(unpackaged)" : version;
    }
}
