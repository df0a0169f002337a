// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import io.github.wrkjunit.spec.Distribution;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Offers a load right before the test method runs, after its {@code @BeforeEach} methods, and waits for its end. The method
 * takes the report as a parameter of type {@link io.github.wrkjunit.report.WorkloadReport}, or leaves the verdict to
 * {@link Slo @Slo}.
 *
 * <pre>
 * &#64;Test
 * &#64;WithWorkload(rate = 100, duration = "30s", url = "http://localhost:5000")
 * void tail_stays_short(WorkloadReport report) { ... }
 * </pre>
 *
 * <p><b>Where.</b> On a test method ({@code @Test}, {@code @ParameterizedTest}, {@code @RepeatedTest}: a run for each
 * invocation; {@code @TestFactory}: one run before the factory), on an annotation of your own that composes it, and on a class:
 * then every test of the class, of its {@code @Nested} classes and of its subclasses runs the load, as with {@code @Timeout}.
 *
 * <p><b>Merging.</b> Nearer wins, attribute by attribute: enclosing classes, superclasses and interfaces, the class, the method; on each of
 * them a composed annotation is farther than a direct one. An annotation without a name refines every load; one with a name refines the load of
 * that name, or adds it. Several on one element need a name each; the loads of a test run at the same time. Every attribute has a value
 * that means unset; the defaults are those of {@link io.github.wrkjunit.spec.WorkloadSpec}.
 *
 * <p><b>Settings</b> {@code wrk.<attribute>} (for a named load {@code wrk.<name>.<attribute>}) as system property, environment variable
 * {@code WRK_<ATTRIBUTE>} or configuration parameter in {@code junit-platform.properties} override the annotations; the report says where each value
 * came from.
 *
 * <p><b>Verdicts.</b> A load that nobody can judge is an error before it starts, and so is a load of scope {@code CLASS} that no test
 * has judged once they are all over: such tests would pass whatever the system answers. Set {@link #judged()} to false where the report does
 * not matter. A report that was taken and from which nothing was read is a warning.
 *
 * <p><b>Failures.</b> All that is wrong with annotations and settings is listed in one
 * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} before anything starts; a run that fails throws
 * {@link io.github.wrkjunit.runtime.WorkloadException}. The test method does not run then.
 *
 * <p><b>Evidence</b> is kept in {@code target/wrk-junit/<class>/<method>[/<invocation>]/<load>/}; the report is printed to standard output. Tests that
 * offer loads never run at the same time in one JVM, unless the setting {@code wrk.parallel} is {@code true}.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(WithWorkloads.class)
@ExtendWith(WorkloadExtension.class)
@ResourceLock(providers = WorkloadLocks.class)
public @interface WithWorkload {

    /** The load's name, for {@link Workload @Workload}, {@link Slo#workload()}, settings and evidence; empty for the only one. */
    String name() default "";

    /** Offered requests per second over all workers and threads, above 0; unset NaN. Required somewhere. */
    double rate() default Double.NaN;

    /** The arrival distribution, one; unset empty, by default {@link Distribution#EXP}. */
    Distribution[] dist() default {};

    /** Threads of each worker; unset 0, by default 2. */
    int threads() default 0;

    /** Connections over all workers and threads; unset 0, by default 2. */
    int connections() default 0;

    /** How long requests become due, such as {@code 500ms}, {@code 30s}, {@code 2m}; unset empty, by default 6 s. */
    String duration() default "";

    /** The Lua script's path or name; unset empty, for plain GET requests of the URL. */
    String script() default "";

    /** The script's arguments; unset empty. */
    String[] args() default {};

    /**
     * The target, absolute; unset empty, for the {@link WorkloadTarget @WorkloadTarget}. May hold <code>${name}</code> and
     * <code>${name:default}</code>, resolved by system property, environment and configuration parameter.
     */
    String url() default "";

    /** The path and query that replace the target's, from the slash on; unset empty. */
    String path() default "";

    /** Headers of every request, each {@code Name: value}; unset empty. */
    String[] headers() default {};

    /** How long a request may take from its send, such as {@code 2s}; unset empty, by default 10 s. */
    String timeout() default "";

    /** The seed of arrivals and scripts; unset {@link Long#MIN_VALUE}, by default chosen by the run and told in the report. */
    long seed() default Long.MIN_VALUE;

    /** Processes that share the load; unset 0, by default 1. */
    int workers() default 0;

    /** How long the same load is offered before the run, outside of all counts, such as {@code 5s}; unset empty, by default not at all. */
    String warmup() default "";

    /** The runtime that offers the load, such as {@code local}; unset empty, for the only one on the class path. The same for all loads of a test. */
    String runtime() default "";

    /** How many tests look at one run, one value; unset empty, by default {@link WorkloadScope#METHOD}. */
    WorkloadScope[] scope() default {};

    /**
     * Whether a test is in error whose load nobody judges: by a {@link io.github.wrkjunit.report.WorkloadReport} parameter or by
     * {@link Slo @Slo}; one value, {@code false} for a warm-up or a background load; unset empty, by default true.
     */
    boolean[] judged() default {};

    /** Whether the load runs; the nearest annotation of the load decides, so {@code false} on a method opts out of the class's load. */
    boolean enabled() default true;
}
