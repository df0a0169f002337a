// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.annotation.Annotation;
import org.assertj.core.api.Assert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

@Tag("thorough")
class ArchitectureTest {

    /** The module's classes, be they in a folder or, on other versions of JUnit, in the built jar; the tests lie beside them. */
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages("io.github.wrkjunit.jupiter", "io.github.wrkjunit.assertj");

    @Test
    void both_packages_are_looked_at() {
        assertThat(MODULE.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrder("io.github.wrkjunit.jupiter", "io.github.wrkjunit.assertj");
        assertThat(MODULE.stream().map(JavaClass::getSimpleName)).doesNotContain("DeclaredLoadsTest");
    }

    @Test
    void assertions_know_nothing_but_reports_and_specifications() {
        classes()
                .that()
                .resideInAPackage("io.github.wrkjunit.assertj")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.github.wrkjunit.assertj",
                        "io.github.wrkjunit.report",
                        "io.github.wrkjunit.spec",
                        "java..",
                        "org.assertj.core..",
                        "org.jspecify.annotations"))
                .check(MODULE);
    }

    @Test
    void the_extension_uses_no_reader_or_writer_of_reports() {
        classes()
                .that()
                .resideInAPackage("io.github.wrkjunit.jupiter")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.github.wrkjunit.jupiter",
                        "io.github.wrkjunit.assertj",
                        "io.github.wrkjunit.runtime",
                        "io.github.wrkjunit.report",
                        "io.github.wrkjunit.spec",
                        "java..",
                        "org.junit.jupiter.api..",
                        "org.junit.platform.commons..",
                        "org.opentest4j",
                        "org.jspecify.annotations"))
                .check(MODULE);
    }

    @Test
    void extensions_are_package_private_and_named_so() {
        classes()
                .that(assignableTo(Extension.class))
                .should()
                .notBePublic()
                .andShould()
                .haveSimpleNameEndingWith("Extension")
                .check(MODULE);
    }

    @Test
    void the_extension_shows_annotations_and_their_values_only() {
        classes()
                .that()
                .resideInAPackage("io.github.wrkjunit.jupiter")
                .and()
                .arePublic()
                .should()
                .beAssignableTo(Annotation.class)
                .orShould()
                .beEnums()
                .check(MODULE);
    }

    @Test
    void the_assertions_show_the_way_in_and_assert_classes_only() {
        assertThat(MODULE.stream()
                        .filter(type -> type.getPackageName().equals("io.github.wrkjunit.assertj"))
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.isAssignableTo(Assert.class)))
                .extracting(JavaClass::getSimpleName)
                .containsExactly("WorkloadAssertions");
    }

    @Test
    @SuppressWarnings("deprecation") // from 5.13 on AutoCloseable is enough; 5.12 closes CloseableResource only
    void what_is_stored_is_closed_by_old_and_new_versions_alike() {
        classes()
                .that(assignableTo(AutoCloseable.class)
                        .or(assignableTo(ExtensionContext.Store.CloseableResource.class)))
                .and()
                .resideInAPackage("io.github.wrkjunit.jupiter")
                .should()
                .beAssignableTo(AutoCloseable.class)
                .andShould()
                .beAssignableTo(ExtensionContext.Store.CloseableResource.class)
                .allowEmptyShould(true)
                .check(MODULE);
    }

    @Test
    void no_state_hides_outside_of_the_store() {
        noClasses()
                .should()
                .dependOnClassesThat(assignableTo(ThreadLocal.class))
                .check(MODULE);
        assertThat(MODULE.stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                        .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL)))
                .isEmpty();
    }
}
