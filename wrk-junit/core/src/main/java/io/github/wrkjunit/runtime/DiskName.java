// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/** Makes names of files and folders out of any text, such as the display name of a parameterized test. Stateless. */
public final class DiskName {

    private static final int LONGEST = 80;

    /** Names that Windows keeps for devices. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private DiskName() {}

    /**
     * A name of at most 80 letters, digits, dots, underscores and hyphens that every file system takes: never empty, never
     * {@code ..}, without a slash. Different long texts stay different by a checksum at the end.
     */
    public static String of(String text) {
        String name = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("\\.{2,}", ".");
        name = name.replaceAll("^[.-]+", "").replaceAll("[.-]+$", "");
        if (name.length() > LONGEST) {
            CRC32 checksum = new CRC32();
            checksum.update(text.getBytes(StandardCharsets.UTF_8));
            String end = String.format(Locale.ROOT, "-%08x", checksum.getValue());
            name = name.substring(0, LONGEST - end.length()) + end;
        }
        String stem = name.replaceAll("\\..*", "").toLowerCase(Locale.ROOT);
        return name.isEmpty() || DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9]") ? "_" + name : name;
    }
}
