// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report;

import java.util.Arrays;

/** Takes the frames of this library out of the stack traces of verdicts: what a reader looks for is the line that has asked. Stateless. */
public final class UserFrames {

    private static final String LIBRARY = "io.github.wrkjunit.";

    private UserFrames() {}

    /** The same failure, whose stack trace begins with the code that has called the library. */
    public static <T extends Throwable> T of(T failure) {
        StackTraceElement[] all = failure.getStackTrace();
        int first = 0;
        for (int i = 0; i < all.length && isBetween(all[i].getClassName()); i++) {
            first = isOfLibrary(all[i].getClassName()) ? i + 1 : first;
        }
        failure.setStackTrace(Arrays.stream(all, first, all.length)
                .filter(frame -> !isOfLibrary(frame.getClassName()))
                .toArray(StackTraceElement[]::new));
        return failure;
    }

    /** The library calls itself through the JDK at places. */
    private static boolean isBetween(String className) {
        return isOfLibrary(className) || className.startsWith("java.") || className.startsWith("jdk.");
    }

    /** The tests and examples of the library are users of it. */
    private static boolean isOfLibrary(String className) {
        String name = className.split("\\$", 2)[0];
        return name.startsWith(LIBRARY) && !name.startsWith(LIBRARY + "examples.") && !name.endsWith("Test");
    }
}
