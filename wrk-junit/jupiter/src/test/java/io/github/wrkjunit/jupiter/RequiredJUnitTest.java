// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredJUnitTest {

    private static final String WAY_OUT =
            " Import org.junit:junit-bom with one version from 5.12 to 6.1, as the pom in the README of wrk-junit does.";

    @Test
    void is_told_where_an_older_one_is_on_the_class_path() {
        assertThat(RequiredJUnit.problem("5.10.2", "5.10.2"))
                .contains("JUnit Jupiter 5.10.2 is on the class path, and wrk-junit needs 5.12 or later." + WAY_OUT);
        assertThat(RequiredJUnit.problem("5.12.2", "5.11.4"))
                .contains(
                        "The engine of JUnit Jupiter on the class path has version 5.11.4, its API version 5.12.2, and"
                                + " wrk-junit needs 5.12 or later of both." + WAY_OUT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.12.2", "5.14.4", "6.0.3", "6.1.3", "6.2.0-M1", "somebody's own"})
    void is_there_in_each_later_version_and_in_one_that_is_not_known(String version) {
        assertThat(RequiredJUnit.problem(version, version)).isEmpty();
        assertThat(RequiredJUnit.problem(null, null)).isEmpty();
    }
}
