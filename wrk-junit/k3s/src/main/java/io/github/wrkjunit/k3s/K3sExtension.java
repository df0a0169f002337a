// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Brings the cluster to tests. Stateless; that it ends is in the store of the root. */
final class K3sExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(K3sExtension.class);

    K3sExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        cluster(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext context) {
        Class<?> type = parameterContext.getParameter().getType();
        return type == K3sCluster.class || type == KubernetesClient.class || type == Config.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameterContext, ExtensionContext context) {
        K3sCluster cluster = cluster(context);
        Class<?> type = parameterContext.getParameter().getType();
        if (type == K3sCluster.class) {
            return cluster;
        }
        return type == Config.class ? cluster.config() : cluster.client();
    }

    private static K3sCluster cluster(ExtensionContext context) {
        context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(ClusterEnd.class, absent -> new ClusterEnd(), ClusterEnd.class);
        Settings settings = Settings.ofProcess().withFallback(new ConfigurationParameters(context));
        K3sCluster cluster;
        try {
            cluster = K3sCluster.shared(settings);
        } catch (InvalidSpecException e) {
            throw new ExtensionConfigurationException(String.valueOf(e.getMessage()), e);
        }
        bring(Optional.of(context), cluster);
        return cluster;
    }

    /** Outer classes first, as a fixture of theirs is the ground that the inner one stands on. */
    private static void bring(Optional<ExtensionContext> context, K3sCluster cluster) {
        if (context.isEmpty()) {
            return;
        }
        bring(context.get().getParent(), cluster);
        Optional<AnnotatedElement> element = context.get().getElement();
        element.flatMap(place -> AnnotationSupport.findAnnotation(place, WithK3s.class))
                .ifPresent(annotation -> {
                    try {
                        cluster.importImages(annotation.images());
                        cluster.applyManifests(annotation.manifests());
                    } catch (IllegalArgumentException e) {
                        throw new ExtensionConfigurationException(
                                "@WithK3s on " + place(element.orElseThrow()) + ": " + e.getMessage(), e);
                    }
                });
    }

    private static String place(AnnotatedElement element) {
        return element instanceof Class<?> type ? type.getName() : element.toString();
    }

    /** Ends the cluster after the last test. */
    private static final class ClusterEnd implements ExtensionContext.Store.CloseableResource, AutoCloseable {
        @Override
        public void close() {
            SharedCluster.OF_THIS_PROCESS.end();
        }
    }
}
