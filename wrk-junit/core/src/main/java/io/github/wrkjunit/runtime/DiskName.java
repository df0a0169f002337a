// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/** Makes names of files and folders out of any text, such as the display name of a parameterized test. Stateless. */
public final class DiskName {

    private static final int LONGEST = 80;

    /** File systems take 255 bytes; this leaves room for a number or a time behind the name. */
    private static final int MOST_BYTES = 200;

    /** Names that Windows keeps for devices. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private DiskName() {}

    /**
     * A name of at most 80 letters and digits of any script, dots, underscores and hyphens that every file system takes: never
     * empty, never {@code ..}, without a slash. Letters that this process cannot write into a file's name, as in the locale
     * {@code C}, become hyphens. Where letters were lost or cut off, a checksum at the end keeps different texts different.
     */
    public static String of(String text) {
        return of(text, charsetOfNames());
    }

    static String of(String text, Charset charset) {
        CharsetEncoder encoder = charset.newEncoder();
        String whole = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder kept = new StringBuilder();
        boolean lost = false;
        for (int letter : whole.codePoints().toArray()) {
            boolean meaning = letter > 0x7f;
            if (isPart(letter) && encoder.canEncode(Character.toString(letter))) {
                kept.appendCodePoint(letter);
            } else {
                kept.append('\0');
                lost |= meaning;
            }
        }
        String name = kept.toString().replaceAll("\0+", "-").replaceAll("\\.{2,}", ".");
        name = name.replaceAll("^[.-]+", "").replaceAll("[.-]+$", "");
        if (lost || name.codePointCount(0, name.length()) > LONGEST || bytes(name) > MOST_BYTES) {
            name = withChecksum(name, whole);
        }
        String stem = name.replaceAll("\\..*", "").toLowerCase(Locale.ROOT);
        return name.isEmpty() || DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9]") ? "_" + name : name;
    }

    private static boolean isPart(int letter) {
        int type = Character.getType(letter);
        return "._-".indexOf(letter) >= 0
                || Character.isLetterOrDigit(letter)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static String withChecksum(String name, String whole) {
        CRC32 checksum = new CRC32();
        checksum.update(whole.getBytes(StandardCharsets.UTF_8));
        String end = String.format(Locale.ROOT, "%s%08x", name.isEmpty() ? "_" : "-", checksum.getValue());
        StringBuilder begin = new StringBuilder();
        int letters = 0;
        for (int letter : name.codePoints().toArray()) {
            String next = Character.toString(letter);
            if (++letters > LONGEST - end.length() || bytes(begin + next) > MOST_BYTES - end.length()) {
                break;
            }
            begin.append(next);
        }
        return begin + end;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Java passes names in the charset of the locale to the system, but not on Windows. */
    private static Charset charsetOfNames() {
        String name = System.getProperty("sun.jnu.encoding", "UTF-8");
        return File.separatorChar == '\\' || !Charset.isSupported(name)
                ? StandardCharsets.UTF_8
                : Charset.forName(name);
    }
}
