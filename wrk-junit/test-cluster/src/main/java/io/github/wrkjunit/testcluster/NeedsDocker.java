// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that runs K3s by itself, with a Docker engine. Without one it is skipped with the reason, or fails with it under
 * {@code -Dwrk.it=required}.
 */
@Documented
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DockerExtension.class)
public @interface NeedsDocker {}
