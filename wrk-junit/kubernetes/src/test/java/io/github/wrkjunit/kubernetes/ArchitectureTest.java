// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The picture of CONTRIBUTING.md, held: nothing points up, and what needs no cluster knows of none. */
@Tag("thorough")
class ArchitectureTest {

    private static final String ROOT = "io.github.wrkjunit.kubernetes";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void nothing_points_up() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("runtime")
                .definedBy(ROOT)
                .layer("manifest")
                .definedBy(ROOT + ".manifest")
                .layer("diagnosis")
                .definedBy(ROOT + ".diagnosis")
                .whereLayer("runtime")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("manifest")
                .mayOnlyBeAccessedByLayers("runtime")
                .whereLayer("diagnosis")
                .mayOnlyBeAccessedByLayers("runtime")
                .withOptionalLayers(true)
                .check(CLASSES);
    }

    @Test
    void what_needs_no_cluster_does_not_use_the_client() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".manifest", ROOT + ".diagnosis")
                .should()
                .dependOnClassesThat(aClient())
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** The client speaks to a cluster; its serialization, beside it, only writes and reads YAML. */
    private static DescribedPredicate<JavaClass> aClient() {
        return DescribedPredicate.describe(
                "speak to a cluster",
                type -> type.getPackageName().startsWith("io.fabric8.kubernetes.client")
                        && !type.getPackageName().equals("io.fabric8.kubernetes.client.utils"));
    }
}
