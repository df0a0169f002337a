// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.report.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Files of the class path, as text. */
final class TestData {

    private TestData() {}

    static String text(String resource) {
        try (InputStream stream = requireNonNull(TestData.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String resource) {
        return text(resource).lines().toList();
    }
}
