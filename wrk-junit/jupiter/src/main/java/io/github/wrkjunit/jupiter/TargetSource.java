// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.spec.Attribute;
import io.github.wrkjunit.spec.Origin;
import io.github.wrkjunit.spec.WorkloadSpec;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads the {@link WorkloadTarget} of a test. Stateless. */
final class TargetSource {

    private static final List<Class<?>> TYPES = List.of(String.class, URI.class, URL.class);

    private TargetSource() {}

    /** Sets the URL of a load that has none; a target that cannot be read becomes a problem of the load. */
    static void complete(WorkloadSpec.Builder load, ExtensionContext context) {
        if (load.value(Attribute.URL).isPresent()) {
            return;
        }
        try {
            nearest(context).ifPresent(member -> load.origin(Origin.annotation(place(member)))
                    .url(read(member, context)));
        } catch (IllegalArgumentException e) {
            load.problem(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Member> nearest(ExtensionContext context) {
        List<ExtensionContext> classes = AnnotationScan.classContexts(context);
        for (int i = classes.size() - 1; i >= 0; i--) {
            for (Class<?> type = classes.get(i).getRequiredTestClass();
                    type != null && type != Object.class;
                    type = type.getSuperclass()) {
                List<Member> members = members(type);
                if (members.size() > 1) {
                    throw new IllegalArgumentException("@WorkloadTarget stands twice in " + TestName.of(type) + ", on "
                            + members.get(0).getName() + " and "
                            + members.get(1).getName()
                            + ". Leave one, or name the URL in @WithWorkload(url = ...).");
                }
                if (members.size() == 1) {
                    return Optional.of(members.get(0));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Member> members(Class<?> type) {
        List<Member> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (AnnotationSupport.isAnnotated(field, WorkloadTarget.class)) {
                members.add(field);
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            if (AnnotationSupport.isAnnotated(method, WorkloadTarget.class)
                    && !method.isBridge()
                    && !method.isSynthetic()) {
                members.add(method);
            }
        }
        return members;
    }

    private static String read(Member member, ExtensionContext context) {
        Class<?> type = member instanceof Field field ? field.getType() : ((Method) member).getReturnType();
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    place(member) + ": the type " + type.getSimpleName() + " is no target. Use String, URI or URL.");
        }
        if (member instanceof Method method && method.getParameterCount() > 0) {
            throw new IllegalArgumentException(
                    place(member) + ": a method with parameters is no target. Take them away.");
        }
        Object value = value(member, context);
        if (value == null) {
            throw new IllegalArgumentException(
                    place(member) + ": the target is null. Set it before the test, in @BeforeAll or @BeforeEach.");
        }
        return value.toString();
    }

    private static @Nullable Object value(Member member, ExtensionContext context) {
        Object instance = Modifier.isStatic(member.getModifiers())
                ? null
                : context.getRequiredTestInstances()
                        .findInstance(member.getDeclaringClass())
                        .orElse(null);
        try {
            ((AccessibleObject) member).setAccessible(true);
            return member instanceof Field field ? field.get(instance) : ((Method) member).invoke(instance);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    place(member) + ": the method threw " + e.getCause()
                            + ". It has to return the URL of a running system.",
                    e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    place(member) + ": the target cannot be read: " + e
                            + ". Open the package of the test to org.junit.platform.commons, or make the target public.",
                    e);
        }
    }

    private static String place(Member member) {
        return "@WorkloadTarget on " + TestName.of(member.getDeclaringClass()) + "." + member.getName()
                + (member instanceof Method ? "()" : "");
    }
}
