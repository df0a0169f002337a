// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Annotation;

/**
 * An annotation and where it stands. Immutable.
 *
 * @param annotation the annotation
 * @param place such as {@code @WithWorkload on CheckoutTest.p99()}; of a composed one {@code @SmokeLoad on CheckoutTest.p99()}
 * @param <A> the annotation's type
 */
record Declared<A extends Annotation>(A annotation, String place) {}
