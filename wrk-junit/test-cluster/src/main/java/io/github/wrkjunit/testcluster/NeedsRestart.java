// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that restarts components of its cluster, by the command that the environment variable {@code CLUSTER_RESTART}
 * names, to which the component's name is appended. Without it the class is skipped with the reason, or fails with it under
 * {@code -Dwrk.it=required} if the cluster is one that the environment names: a K3s in Docker has no such command.
 */
@Documented
@NeedsCluster
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RestartExtension.class)
public @interface NeedsRestart {}
