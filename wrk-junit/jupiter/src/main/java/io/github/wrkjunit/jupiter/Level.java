// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The annotations of one element that are equally near to a test. Immutable.
 *
 * @param name the class or method that they stand on, as messages name it
 * @param owner the context of the test class to whose hierarchy the element belongs; of a method, that of the test
 * @param onMethod whether the element is the test method
 * @param declared the annotations, at least one, in the order of the source
 * @param <A> the annotations' type
 */
record Level<A extends Annotation>(String name, ExtensionContext owner, boolean onMethod, List<Declared<A>> declared) {

    Level {
        declared = List.copyOf(declared);
    }
}
