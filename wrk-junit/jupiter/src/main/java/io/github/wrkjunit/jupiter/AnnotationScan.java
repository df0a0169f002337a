// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds the annotations of a test and of all that encloses it, with their places. JUnit's own search does not tell the place, and its
 * notion of inheritance knows no enclosing classes. Immutable.
 *
 * @param <A> the annotation
 * @param <C> its container
 */
final class AnnotationScan<A extends Annotation, C extends Annotation> {

    private final Class<A> type;
    private final Class<C> containerType;
    private final Function<C, A[]> content;

    AnnotationScan(Class<A> type, Class<C> containerType, Function<C, A[]> content) {
        this.type = type;
        this.containerType = containerType;
        this.content = content;
    }

    /** From the farthest to the nearest: enclosing classes, superclasses and interfaces, the class, the method; composed before direct. */
    List<Level<A>> levels(ExtensionContext context) {
        List<Level<A>> levels = new ArrayList<>();
        for (ExtensionContext owner : classContexts(context)) {
            for (Class<?> element : hierarchy(owner.getRequiredTestClass())) {
                add(element, TestName.of(element), owner, false, levels);
            }
        }
        context.getTestMethod().ifPresent(method -> add(method, TestName.of(method), context, true, levels));
        return levels;
    }

    /** The contexts of the test's class and of the classes that enclose it, the outermost first. */
    static List<ExtensionContext> classContexts(ExtensionContext context) {
        List<ExtensionContext> found = new ArrayList<>();
        Class<?> last = null;
        for (Optional<ExtensionContext> next = Optional.of(context);
                next.isPresent();
                next = next.get().getParent()) {
            ExtensionContext current = next.get();
            Class<?> testClass = current.getTestClass().orElse(null);
            // A class that is run several times has a context for all of its runs above that of each run: the nearer
            // one counts.
            if (testClass != null && current.getTestMethod().isEmpty() && testClass != last) {
                found.add(0, current);
                last = testClass;
            }
        }
        return found;
    }

    /** The class after all that it inherits from. */
    static Set<Class<?>> hierarchy(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        hierarchy(type, found);
        return found;
    }

    private static void hierarchy(@Nullable Class<?> type, Set<Class<?>> found) {
        if (type == null || type == Object.class) {
            return;
        }
        hierarchy(type.getSuperclass(), found);
        for (Class<?> inherited : type.getInterfaces()) {
            hierarchy(inherited, found);
        }
        found.add(type);
    }

    private void add(
            AnnotatedElement element, String name, ExtensionContext owner, boolean onMethod, List<Level<A>> levels) {
        NavigableMap<Integer, List<Declared<A>>> byDepth = new TreeMap<>();
        for (Annotation annotation : element.getDeclaredAnnotations()) {
            String place = "@" + annotation.annotationType().getSimpleName() + " on " + name;
            collect(annotation, place, "@" + type.getSimpleName() + " on " + name, 0, new HashSet<>(), byDepth);
        }
        byDepth.descendingMap().values().forEach(declared -> levels.add(new Level<>(name, owner, onMethod, declared)));
    }

    private void collect(
            Annotation annotation,
            String place,
            String directPlace,
            int depth,
            Set<Class<?>> visited,
            NavigableMap<Integer, List<Declared<A>>> byDepth) {
        Class<? extends Annotation> found = annotation.annotationType();
        String shown = depth == 0 ? directPlace : place;
        if (found == type) {
            byDepth.computeIfAbsent(depth, key -> new ArrayList<>()).add(new Declared<>(type.cast(annotation), shown));
        } else if (found == containerType) {
            for (A contained : content.apply(containerType.cast(annotation))) {
                byDepth.computeIfAbsent(depth, key -> new ArrayList<>()).add(new Declared<>(contained, shown));
            }
        } else if (!found.getName().startsWith("java.") && visited.add(found)) {
            for (Annotation meta : found.getDeclaredAnnotations()) {
                collect(meta, place, directPlace, depth + 1, visited, byDepth);
            }
        }
    }
}
