// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A service level objective that the loads of a test must meet; judged when the test method is over, all of them at once.
 *
 * <pre>
 * &#64;Test
 * &#64;WithWorkload(rate = 100, duration = "30s") // 0.1 % needs 2,995 requests
 * &#64;Slo(p = 99, below = "250ms")
 * &#64;Slo(errorsBelow = "0.1%")
 * void meets_its_objective() {}
 * </pre>
 *
 * <p>An objective that is not met is an {@link AssertionError}; one that the report cannot tell an
 * {@link io.github.wrkjunit.report.InconclusiveException}. It stands where {@link WithWorkload @WithWorkload} does; a nearer objective replaces a
 * farther one on the same percentile, or on errors, of the same load and operation.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Slos.class)
@ExtendWith(WorkloadExtension.class)
public @interface Slo {

    /** The percentile of all offered requests that must be {@link #below()}: 1 to 100, in per cent; unset NaN. */
    double p() default Double.NaN;

    /** The time that the percentile {@link #p()} must be below, such as {@code 250ms}; unset empty. */
    String below() default "";

    /** The share of the offered requests below which those without a good answer (2xx, 3xx) must be, such as {@code 0.1%}; unset empty. */
    String errorsBelow() default "";

    /** The operation that is judged, such as {@code GET /hotels}; empty for all requests. */
    String operation() default "";

    /** The name of the load that is judged; empty for each load of the test. */
    String workload() default "";
}
