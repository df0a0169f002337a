// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that runs on a cluster, of which a constructor, a test or a lifecycle method takes a {@link TestCluster}.
 *
 * <p>The cluster is that of the kubeconfig that the environment variable {@code CLUSTER_KUBECONFIG} names, else a K3s of its own
 * where a Docker engine answers, one for all tests of the JVM. Without either the class is skipped with the reason, or fails with
 * it under {@code -Dwrk.it=required}. A cluster that is named and does not answer is always a failure.
 */
@Documented
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ClusterExtension.class)
public @interface NeedsCluster {}
