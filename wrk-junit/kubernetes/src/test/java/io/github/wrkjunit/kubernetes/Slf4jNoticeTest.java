// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Starts an SLF4J of its own in a class loader that has no provider, as in a project that uses no SLF4J. */
@ResourceLock(Resources.SYSTEM_ERR)
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class Slf4jNoticeTest {

    private static final String VERBOSITY = "slf4j.internal.verbosity";

    @Test
    void slf4j_prints_nothing_where_it_has_no_provider() throws Exception {
        assertThat(printed(false)).contains("No SLF4J providers were found");
        assertThat(printed(true)).isEmpty();
        assertThat(System.getProperty(VERBOSITY)).isNull();
    }

    @Test
    void what_the_user_has_set_stays() throws Exception {
        System.setProperty(VERBOSITY, "WARN");
        try {
            assertThat(printed(true)).contains("No SLF4J providers were found");
            assertThat(System.getProperty(VERBOSITY)).isEqualTo("WARN");
        } finally {
            System.clearProperty(VERBOSITY);
        }
    }

    private static String printed(boolean avoided) throws Exception {
        URL[] places = {place(Slf4jNotice.class), place(Class.forName("org.slf4j.LoggerFactory", false, loader()))};
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(printed, true, UTF_8));
        try (URLClassLoader alone = new URLClassLoader(places, ClassLoader.getPlatformClassLoader())) {
            if (avoided) {
                Method avoid = alone.loadClass(Slf4jNotice.class.getName()).getDeclaredMethod("avoid");
                avoid.setAccessible(true);
                avoid.invoke(null);
            }
            alone.loadClass("org.slf4j.LoggerFactory")
                    .getMethod("getLogger", String.class)
                    .invoke(null, "io.fabric8");
        } finally {
            System.setErr(before);
        }
        return printed.toString(UTF_8);
    }

    private static ClassLoader loader() {
        return Slf4jNoticeTest.class.getClassLoader();
    }

    private static URL place(Class<?> of) {
        return of.getProtectionDomain().getCodeSource().getLocation();
    }
}
