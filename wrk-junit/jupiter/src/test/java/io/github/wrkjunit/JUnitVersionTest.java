// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The same tests run on several versions of JUnit; this one sees to it that they are the versions that the build names. */
class JUnitVersionTest {

    /** What is published; the build makes it before the tests. */
    private static final Path POM = Path.of(".flattened-pom.xml");

    private static final String EXPECTED = System.getProperty(
            "junit.expected",
            "not told: set the system property junit.expected to the version of JUnit, as the build does");

    @Test
    void the_api_is_of_the_version_that_the_build_names() {
        assertThat(Test.class.getPackage().getImplementationVersion()).isEqualTo(EXPECTED);
    }

    @Test
    void the_engine_is_of_the_version_that_the_build_names() {
        assertThat(jupiter().getVersion()).isEqualTo(Optional.of(EXPECTED));
    }

    @Test
    void the_test_kit_and_the_launcher_are_of_the_same_release() {
        String release = EXPECTED.replaceFirst("^5\\.", "1.");

        assertThat(EngineTestKit.class.getPackage().getImplementationVersion()).isEqualTo(release);
        assertThat(LauncherFactory.class.getPackage().getImplementationVersion())
                .isEqualTo(release);
    }

    @Test
    @EnabledIf("isTheBuildOfTheModule")
    void users_get_no_version_of_it_beside_their_own() throws IOException {
        assertThat(Files.readString(POM).split("<dependency>"))
                .filteredOn(dependency -> dependency.contains("<groupId>org.junit"))
                .isNotEmpty()
                .allMatch(dependency -> dependency.contains("<scope>provided</scope>"));
    }

    static boolean isTheBuildOfTheModule() {
        // the same tests run in the modules that put them on other versions
        return Files.isDirectory(Path.of("src", "main", "java"));
    }

    private static TestEngine jupiter() {
        return ServiceLoader.load(TestEngine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.getId().equals("junit-jupiter"))
                .findFirst()
                .orElseThrow();
    }
}
