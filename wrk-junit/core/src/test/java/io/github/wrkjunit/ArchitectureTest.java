// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
class ArchitectureTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("io.github.wrkjunit");

    @Test
    void nothing_points_up() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("spec")
                .definedBy("io.github.wrkjunit.spec")
                .layer("report")
                .definedBy("io.github.wrkjunit.report")
                .optionalLayer("text")
                .definedBy("io.github.wrkjunit.report.text")
                .layer("export")
                .definedBy("io.github.wrkjunit.report.export")
                .layer("runtime")
                .definedBy("io.github.wrkjunit.runtime")
                .whereLayer("runtime")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("export")
                .mayOnlyBeAccessedByLayers("runtime")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("runtime")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("runtime", "export", "text")
                .whereLayer("spec")
                .mayOnlyBeAccessedByLayers("runtime", "export", "text", "report")
                .check(CORE);
    }

    @Test
    void every_class_is_in_a_known_layer() {
        assertThat(CORE.stream().map(JavaClass::getPackageName).distinct())
                .isSubsetOf(
                        "io.github.wrkjunit.spec",
                        "io.github.wrkjunit.report",
                        "io.github.wrkjunit.report.text",
                        "io.github.wrkjunit.report.export",
                        "io.github.wrkjunit.runtime")
                .contains("io.github.wrkjunit.spec", "io.github.wrkjunit.report", "io.github.wrkjunit.runtime");
    }

    @Test
    void jackson_shows_in_the_export_only_and_in_no_public_member() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("io.github.wrkjunit.report.export")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml..")
                .check(CORE);
        assertThat(CORE.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(method -> method.getRawParameterTypes().stream()
                                        .anyMatch(type -> type.getPackageName().startsWith("com.fasterxml"))
                                || method.getRawReturnType().getPackageName().startsWith("com.fasterxml")))
                .isEmpty();
    }
}
