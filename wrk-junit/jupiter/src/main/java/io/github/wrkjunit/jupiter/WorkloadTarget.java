// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Holds or returns the URL that loads go to where no {@link WithWorkload#url()} is set: a field, or a method without
 * parameters, static or not, of type {@link String}, {@link java.net.URI} or {@link java.net.URL}. It is read right before a load begins, so it may
 * tell a port that was chosen in {@code @BeforeEach}.
 *
 * <p>One for a class. That of a class wins over its superclass's, that of a nested class over its enclosing class's.
 */
@Documented
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface WorkloadTarget {}
