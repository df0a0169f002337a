// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;

/** The script around the user's. Stateless. */
final class Wrapper {

    private static final String RESOURCE = "wrapper.lua";

    private Wrapper() {}

    /** Its text. */
    static byte[] content() {
        try (InputStream in = Wrapper.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The jar of wrk-kubernetes lacks " + RESOURCE + ". Take an undamaged one.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The jar of wrk-kubernetes cannot be read. Take an undamaged one.", e);
        }
    }

    /** A name for it that none of the user's files has. */
    static String freeName(Set<String> files) {
        String name = "wrk-junit.lua";
        for (int number = 2; files.contains(name); number++) {
            name = "wrk-junit-" + number + ".lua";
        }
        return name;
    }
}
