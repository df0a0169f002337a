// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

/**
 * Keeps SLF4J, through which the Kubernetes client logs, from printing three lines that it has no provider. Nothing else changes:
 * where there is a provider nothing is done, and SLF4J reads the property once, when it starts. Stateless.
 */
final class Slf4jNotice {

    /** Of SLF4J 2.0.10 and later: the least important of its own messages that it prints. */
    private static final String VERBOSITY = "slf4j.internal.verbosity";

    private static final String PROVIDERS = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    /** Where SLF4J 1.7 has its provider, for which the property means nothing. */
    private static final String BINDER = "org/slf4j/impl/StaticLoggerBinder.class";

    private Slf4jNotice() {}

    /** Starts SLF4J without that notice, unless it has started, has a provider, or the user has set what it prints. */
    static void avoid() {
        Started.start();
    }

    /** Once in a JVM. */
    private static final class Started {

        static {
            ClassLoader loader = Slf4jNotice.class.getClassLoader();
            boolean hasProvider = System.getProperty("slf4j.provider") != null
                    || loader.getResource(PROVIDERS) != null
                    || loader.getResource(BINDER) != null;
            if (!hasProvider && System.getProperty(VERBOSITY) == null) {
                System.setProperty(VERBOSITY, "ERROR");
                try {
                    Class.forName("org.slf4j.LoggerFactory", true, loader)
                            .getMethod("getILoggerFactory")
                            .invoke(null);
                } catch (ReflectiveOperationException e) {
                    // another SLF4J than we know prints what it likes
                } finally {
                    System.clearProperty(VERBOSITY);
                }
            }
        }

        private Started() {}

        static void start() {}
    }
}
