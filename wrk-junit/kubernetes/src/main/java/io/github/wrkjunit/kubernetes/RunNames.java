// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.kubernetes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the objects of a run are found by.
 *
 * @param run the id of the run, that of no other
 * @param user whose tests they are, such as {@code jane@build-7}
 * @param evidence the folder of all evidence, below which a test has a folder of its name
 */
record RunNames(String run, String user, Path evidence) {

    private static final Path HOST_NAME = Path.of("/etc/hostname");
    private static final int RUN_LENGTH = 8;

    static RunNames ofProcess(Path evidence) {
        return new RunNames(
                UUID.randomUUID().toString().substring(0, RUN_LENGTH),
                System.getProperty("user.name", "user") + "@" + host(),
                evidence);
    }

    /** The test whose load keeps its evidence in this folder, such as {@code CheckoutTest/p99}; empty if there is none. */
    String test(Path folder) {
        Path root = evidence.toAbsolutePath().normalize();
        Path place = folder.toAbsolutePath().normalize();
        if (!place.startsWith(root)) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        root.relativize(place).forEach(part -> parts.add(part.toString()));
        int worker = parts.size() - 1;
        if (worker >= 0 && parts.get(worker).startsWith("worker-")) {
            parts.remove(worker);
        }
        return parts.size() < 2 ? "" : String.join("/", parts.subList(0, parts.size() - 1)); // less the load's own
    }

    private static String host() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .or(() -> Optional.ofNullable(System.getenv("COMPUTERNAME")))
                .filter(name -> !name.isBlank())
                .orElseGet(RunNames::askedHost);
    }

    private static String askedHost() {
        try {
            return Files.isReadable(HOST_NAME)
                    ? Files.readString(HOST_NAME).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
