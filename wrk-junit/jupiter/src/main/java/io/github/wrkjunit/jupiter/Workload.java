// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says of which load a parameter of type {@link io.github.wrkjunit.report.WorkloadReport} is the report; needed where a test has several. */
@Documented
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Workload {

    /** The load's {@link WithWorkload#name() name}. */
    String value();
}
