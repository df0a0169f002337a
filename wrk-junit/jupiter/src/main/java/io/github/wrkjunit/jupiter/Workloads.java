// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * This test, or every test of this class, drives its loads itself, with a parameter of type
 * {@link io.github.wrkjunit.runtime.WorkloadRunner}.
 *
 * <pre>
 * &#64;Test
 * &#64;Workloads
 * void a_killed_pod_heals(WorkloadRunner workloads) {
 *     var load = workloads.start(spec -&gt; spec.rate(100).duration(ofSeconds(60)));
 *     load.during("fault", () -&gt; { kill("profile"); load.awaitElapsed(ofSeconds(40)); });
 *     var report = load.await();
 *     ...
 * }
 * </pre>
 *
 * <p>The runner begins with the test's {@link WorkloadTarget @WorkloadTarget} and with what {@link WithWorkload @WithWorkload} annotations without
 * a name say; settings override both and the program. A load that still runs when the test method is over is ended.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WorkloadExtension.class)
@ResourceLock(providers = WorkloadLocks.class)
public @interface Workloads {}
