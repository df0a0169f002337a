// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One load of a test, merged from all annotations that are about it, the nearest last; one thread at a time. */
final class DeclaredLoad {

    private final WorkloadSpec.Builder spec = WorkloadSpec.builder();
    private @Nullable ExtensionContext classOwner;
    private boolean enabled = true;
    private boolean refinedOnMethod;
    private WorkloadScope scope = WorkloadScope.METHOD;
    private @Nullable Declared<WithWorkload> scopeSource;
    private @Nullable Declared<WithWorkload> runtimeSource;
    private String place = "";

    /** Puts the set attributes of a nearer annotation over what is there. */
    void refine(Declared<WithWorkload> declared, Level<WithWorkload> level) {
        WithWorkload annotation = declared.annotation();
        spec.refineBy(values(declared));
        enabled = annotation.enabled();
        place = declared.place();
        if (level.onMethod()) {
            refinedOnMethod = true;
        } else {
            classOwner = level.owner();
        }
        if (annotation.scope().length > 0) {
            scope = annotation.scope()[0];
            scopeSource = declared;
        }
        if (!annotation.runtime().isEmpty()) {
            runtimeSource = declared;
        }
        several(declared, "scope", annotation.scope().length);
        several(declared, "dist", annotation.dist().length);
        several(declared, "judged", annotation.judged().length);
    }

    /** What the annotation sets, with its place as the origin. */
    private static WorkloadSpec.Builder values(Declared<WithWorkload> declared) {
        WithWorkload annotation = declared.annotation();
        WorkloadSpec.Builder values = WorkloadSpec.builder().origin(Origin.annotation(declared.place()));
        set(annotation.name(), values::name);
        if (!Double.isNaN(annotation.rate())) {
            values.rate(annotation.rate());
        }
        if (annotation.dist().length > 0) {
            values.dist(annotation.dist()[0]);
        }
        if (annotation.judged().length > 0) {
            values.judged(annotation.judged()[0]);
        }
        if (annotation.threads() != 0) {
            values.threads(annotation.threads());
        }
        if (annotation.connections() != 0) {
            values.connections(annotation.connections());
        }
        if (annotation.workers() != 0) {
            values.workers(annotation.workers());
        }
        if (annotation.seed() != Long.MIN_VALUE) {
            values.seed(annotation.seed());
        }
        if (annotation.args().length > 0) {
            values.args(List.of(annotation.args()));
        }
        if (annotation.headers().length > 0) {
            values.headerLines(List.of(annotation.headers()));
        }
        set(annotation.script(), values::script);
        set(annotation.url(), values::url);
        set(annotation.path(), values::path);
        set(annotation.duration(), text -> values.text(Attribute.DURATION, text));
        set(annotation.timeout(), text -> values.text(Attribute.TIMEOUT, text));
        set(annotation.warmup(), text -> values.text(Attribute.WARMUP, text));
        return values;
    }

    private static void set(String text, Consumer<String> setter) {
        if (!text.isEmpty()) {
            setter.accept(text);
        }
    }

    private void several(Declared<WithWorkload> declared, String attribute, int count) {
        if (count > 1) {
            spec.problem(declared.place() + ": " + attribute + " holds " + count + " values. Give one.");
        }
    }

    /** The values, to be changed by nobody; a copy can be. */
    WorkloadSpec.Builder spec() {
        return spec;
    }

    /** The nearest annotation's place. */
    String place() {
        return place;
    }

    boolean isEnabled() {
        return enabled;
    }

    /** Whether all tests of {@link #owner()} look at one run. */
    boolean isShared() {
        return scope == WorkloadScope.CLASS && classOwner != null && !refinedOnMethod;
    }

    /** The context of the class whose tests share the run. */
    ExtensionContext owner() {
        if (classOwner == null) {
            throw new IllegalStateException(place + " stands on no class");
        }
        return classOwner;
    }

    /** What is wrong with the scope; empty if nothing is. */
    Optional<String> scopeProblem() {
        if (scope != WorkloadScope.CLASS || !refinedOnMethod || !enabled) {
            return Optional.empty();
        }
        if (classOwner == null || place.equals(scopePlace())) {
            return Optional.of(
                    scopePlace() + ": scope = CLASS stands on a method, which has no other tests to share its"
                            + " run with. Put the annotation on the class, or leave the scope out.");
        }
        return Optional.of(place + ": the load is shared by all tests of "
                + TestName.of(owner().getRequiredTestClass()) + " (" + scopePlace()
                + ": scope = CLASS), so one test cannot change it. Set scope = METHOD to give this test a run of its own,"
                + " enabled = false to leave it out, or move the attributes to the class.");
    }

    private String scopePlace() {
        return scopeSource == null ? place : scopeSource.place();
    }

    /** The annotation that names the runtime; empty if none does. */
    Optional<Declared<WithWorkload>> runtime() {
        return Optional.ofNullable(runtimeSource);
    }
}
