// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The picture of CONTRIBUTING.md, held: nothing points up. */
@Tag("thorough")
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.wrkjunit.engine");

    @Test
    void nothing_points_up() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("local")
                .definedBy("io.github.wrkjunit.engine.local")
                .layer("cli")
                .definedBy("io.github.wrkjunit.engine.cli")
                .layer("loop")
                .definedBy("io.github.wrkjunit.engine.loop")
                .layer("lua")
                .definedBy("io.github.wrkjunit.engine.lua")
                .layer("http")
                .definedBy("io.github.wrkjunit.engine.http")
                .layer("schedule")
                .definedBy("io.github.wrkjunit.engine.schedule")
                .layer("measure")
                .definedBy("io.github.wrkjunit.engine.measure")
                .whereLayer("local")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayOnlyBeAccessedByLayers("local")
                .whereLayer("loop")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("lua")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("cli", "loop", "lua")
                .whereLayer("schedule")
                .mayOnlyBeAccessedByLayers("loop")
                .whereLayer("measure")
                .mayOnlyBeAccessedByLayers("cli", "loop")
                .check(CLASSES);
    }
}
