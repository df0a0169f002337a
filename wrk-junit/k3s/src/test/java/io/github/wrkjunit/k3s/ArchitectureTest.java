// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
class ArchitectureTest {

    private static final JavaClasses MODULE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.github.wrkjunit.k3s");

    @Test
    void it_stands_on_the_runtime_kubernetes_and_on_nothing_beside_it() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.github.wrkjunit.k3s",
                        "io.github.wrkjunit.kubernetes",
                        "io.github.wrkjunit.runtime",
                        "io.github.wrkjunit.spec",
                        "io.fabric8.kubernetes..",
                        "com.github.dockerjava.api..",
                        "org.testcontainers..",
                        "java..",
                        "org.junit.jupiter.api.extension..",
                        "org.junit.platform.commons..",
                        "org.jspecify.annotations"))
                .check(MODULE);
    }

    @Test
    void it_shows_the_annotation_the_cluster_and_the_provider() {
        assertThat(MODULE.stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .extracting(JavaClass::getSimpleName)
                .containsExactlyInAnyOrder("WithK3s", "K3sCluster", "K3sRuntimeProvider");
    }
}
