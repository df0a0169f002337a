// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips the test, or all tests of the class, where a runtime cannot run, and says why: no Docker engine for {@code k3s}, no
 * cluster for {@code kubernetes}, an artifact that is not on the class path.
 *
 * <pre>
 * &#64;EnabledIfWorkloadRuntime("k3s")
 * class CheckoutTest { ... }
 * </pre>
 *
 * <p>Without it such a test is in error, with the same reason. It only looks and does not choose: which runtime offers the load is said
 * by {@link WithWorkload#runtime()} or the setting {@code wrk.runtime}. A name that no runtime has, and wrong settings of the
 * runtime, are errors and never a skip.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RuntimeConditionExtension.class)
public @interface EnabledIfWorkloadRuntime {

    /** The runtime's name: {@code local}, {@code kubernetes}, {@code k3s}, or that of another runtime on the class path. */
    String value();
}
