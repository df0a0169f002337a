// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test the K3s cluster of the test run, for whatever it wants to do there; loads of the runtime {@code k3s} run in the same one.
 *
 * <pre>
 * &#64;WithK3s(images = "target/shop.tar", manifests = "shop.yaml")
 * class ShopTest {
 *     &#64;Test
 *     void scales(KubernetesClient client, K3sCluster cluster) { ... }
 * }
 * </pre>
 *
 * <p>Constructors, lifecycle methods and tests can have parameters of the types {@link K3sCluster},
 * {@link io.fabric8.kubernetes.client.KubernetesClient} (shared; it need not be closed) and {@link io.fabric8.kubernetes.client.Config}. One container serves
 * all tests of a run; it starts before the first test that needs it and ends after the last test. The settings {@code wrk.k3s.*} say what it is.
 *
 * <p>Without Docker the test is in error, with what to do; {@code @EnabledIfWorkloadRuntime("k3s")}, which must then stand above this annotation, skips
 * it with the reason.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(K3sExtension.class)
public @interface WithK3s {

    /**
     * Images for the pods of these tests, over those of {@code wrk.k3s.images}: paths of archives as {@code docker save} writes them, or names of
     * images in the local Docker engine; none by default.
     */
    String[] images() default {};

    /**
     * Manifests that are applied before the first of these tests, after those of {@code wrk.k3s.manifests}, and waited for: paths of files, or else
     * class-path resources; none by default.
     */
    String[] manifests() default {};
}
