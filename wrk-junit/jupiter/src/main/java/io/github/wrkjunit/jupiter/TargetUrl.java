// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.spec.Origin;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The member of a test that tells where loads go. Immutable. */
final class TargetUrl {

    private static final Set<Class<?>> TYPES = Set.of(String.class, URI.class, URL.class);

    /** What a port reads as that nobody has set: an int, or an Integer. */
    private static final Pattern UNKNOWN_PORT =
            Pattern.compile("https?://[^/?#]*:(0+|-1|null)([/?#].*)?", Pattern.CASE_INSENSITIVE);

    private final Member member;

    private TargetUrl(Member member) {
        this.member = member;
    }

    /**
     * The nearest one: of the class before its superclasses, of these before an enclosing class.
     *
     * @throws ExtensionConfigurationException if a class has several
     */
    static Optional<TargetUrl> find(ExtensionContext context) {
        List<ExtensionContext> owners = AnnotationScan.classContexts(context);
        Collections.reverse(owners);
        for (ExtensionContext owner : owners) {
            List<Class<?>> types = new ArrayList<>(AnnotationScan.hierarchy(owner.getRequiredTestClass()));
            Collections.reverse(types);
            for (Class<?> type : types) {
                List<Member> members = membersOf(type);
                if (members.size() > 1) {
                    throw new ExtensionConfigurationException(TestName.of(type) + " has " + members.size()
                            + " @WorkloadTarget: " + String.join(", ", names(members))
                            + ". Keep one, or give each load its own with @WithWorkload(url = ...).");
                }
                if (!members.isEmpty()) {
                    return Optional.of(new TargetUrl(members.get(0)));
                }
            }
        }
        return Optional.empty();
    }

    /** The origin of the URL. */
    Origin origin() {
        return Origin.annotation(place());
    }

    /**
     * The URL as it is now.
     *
     * @throws ExtensionConfigurationException if it has none
     */
    String read(ExtensionContext context) {
        if (member instanceof Method method && method.getParameterCount() > 0) {
            throw problem("the method has parameters, and nobody gives it any. Take them away.", null);
        }
        Class<?> type = member instanceof Method method ? method.getReturnType() : ((Field) member).getType();
        if (!TYPES.contains(type)) {
            throw problem(
                    (member instanceof Method ? "the method returns " : "the field holds ") + type.getSimpleName()
                            + ". Use String, java.net.URI or java.net.URL.",
                    null);
        }
        Object value = value(instance(context));
        if (value == null) {
            throw problem(
                    (member instanceof Method ? "the method returned" : "the field holds")
                            + " null right before the load. Start the system, and know its URL, in @BeforeAll or @BeforeEach.",
                    null);
        }
        if (UNKNOWN_PORT.matcher(value.toString()).matches()) {
            throw problem(
                    member instanceof Method
                            ? "the method returned \"" + value
                                    + "\", so the port is not known yet. Start the system, and know its"
                                    + " port, in @BeforeAll or @BeforeEach."
                            : "the field holds \"" + value
                                    + "\", because it was made before the port was known. Use a method, which"
                                    + " is asked right before the load: @WorkloadTarget String target() { return"
                                    + " \"http://localhost:\" + port; }",
                    null);
        }
        return value.toString();
    }

    private @Nullable Object instance(ExtensionContext context) {
        if (Modifier.isStatic(member.getModifiers())) {
            return null;
        }
        return context.getRequiredTestInstances()
                .findInstance(member.getDeclaringClass())
                .orElseThrow(() -> problem("there is no instance of the class yet. Make it static.", null));
    }

    private @Nullable Object value(@Nullable Object instance) {
        if (!((AccessibleObject) member).trySetAccessible()) {
            throw problem("it is not accessible. Make it public, or open its package to io.github.wrkjunit.", null);
        }
        try {
            return member instanceof Method method ? method.invoke(instance) : ((Field) member).get(instance);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getTargetException();
            throw problem("the method threw " + cause + ". Repair it, or set url.", cause);
        } catch (IllegalAccessException e) {
            throw problem("it is not accessible. Make it public.", e);
        }
    }

    private ExtensionConfigurationException problem(String sentence, @Nullable Throwable cause) {
        String message = place() + ": " + sentence;
        return cause == null
                ? new ExtensionConfigurationException(message)
                : new ExtensionConfigurationException(message, cause);
    }

    private String place() {
        return "@WorkloadTarget on " + TestName.of(member.getDeclaringClass()) + "." + name(member);
    }

    private static List<Member> membersOf(Class<?> type) {
        return Stream.<Member>concat(Stream.of(type.getDeclaredFields()), Stream.of(type.getDeclaredMethods()))
                .filter(member -> !member.isSynthetic())
                .filter(member -> ((AnnotatedElement) member).isAnnotationPresent(WorkloadTarget.class))
                .toList();
    }

    /** Sorted, because the order in which Java lists members is not that of the source. */
    private static List<String> names(List<Member> members) {
        return members.stream().map(TargetUrl::name).sorted().toList();
    }

    private static String name(Member member) {
        return member instanceof Method ? member.getName() + "()" : member.getName();
    }
}
