// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.testcluster;

import io.fabric8.kubernetes.api.model.ContainerImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The images of tests, in which {@code wrk} is this project's own engine, run without its events so that it looks like the
 * stock program, or what a {@link Replay} tells it to be. It runs with a read-only root and as any user. Immutable.
 */
public final class StandIn {

    /** The stock image of wrk2, for which the engine stands in unless the cluster has the real one. */
    public static final String WRK2 = "deathstarbench/wrk2-client:latest";

    /** The stand-in in any case: what a test names that replays. */
    public static final String REPLAY = "wrk-junit.test/replay:1";

    private static final String MARK = "wrk-junit.test/stand-in:";
    private static final String JAR = "wrk-junit/engine/target/wrk.jar";
    private static final int EXECUTABLE = 0755;
    private static final int READABLE = 0644;

    private final boolean real;

    private StandIn(boolean real) {
        this.real = real;
    }

    /** Whether {@link #WRK2} is the cluster's own, real image, and not this stand-in. */
    public boolean isReal() {
        return real;
    }

    /**
     * An archive with both images, to be brought into another cluster than the one of this JVM's tests; the caller deletes it.
     *
     * @throws IllegalStateException with what to do, if there is no image to build them on
     */
    public static Path archive() {
        try {
            Path archive = Files.createTempFile("wrk-stand-in-", ".tar");
            BaseImage base = BaseImage.read(new BaseImageSource(System.getenv()).archive());
            ImageArchive.write(archive, base, layer(), List.of(REPLAY, WRK2));
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException("The image that stands in for " + WRK2 + " cannot be made", e);
        }
    }

    static StandIn load(TestCluster cluster, BaseImageSource base) {
        try {
            byte[] layer = layer();
            String mark = MARK + ImageArchive.sha256(layer).substring(0, 16);
            List<List<String>> present = images(cluster.client());
            boolean real = present.stream()
                    .anyMatch(names -> has(names, WRK2) && names.stream().noneMatch(name -> name.startsWith(MARK)));
            if (present.stream().noneMatch(names -> has(names, mark) && (real || has(names, WRK2)))) {
                List<String> names = new ArrayList<>(List.of(REPLAY, mark));
                if (!real) {
                    names.add(WRK2);
                }
                Path archive = Files.createTempFile("wrk-stand-in-", ".tar");
                try {
                    ImageArchive.write(archive, BaseImage.read(base.archive()), layer, names);
                    cluster.load(archive);
                } finally {
                    Files.delete(archive);
                }
            }
            return new StandIn(real);
        } catch (IOException e) {
            throw new UncheckedIOException("The image that stands in for " + WRK2 + " cannot be made", e);
        }
    }

    /** The names of each image of the nodes. */
    private static List<List<String>> images(KubernetesClient client) {
        return client.nodes().list().getItems().stream()
                .flatMap(node -> node.getStatus().getImages().stream())
                .map(ContainerImage::getNames)
                .toList();
    }

    private static boolean has(List<String> names, String image) {
        return names.contains(image) || names.contains("docker.io/" + image);
    }

    static byte[] layer() throws IOException {
        Path jar = jar(Path.of("").toAbsolutePath());
        ImageLayer layer = new ImageLayer();
        try (InputStream script = StandIn.class.getResourceAsStream("wrk.sh")) {
            if (script == null) {
                throw new IOException("wrk.sh is not beside " + StandIn.class.getName());
            }
            layer.file("usr/local/bin/wrk", EXECUTABLE, script.readAllBytes());
        }
        layer.file("opt/wrk/wrk.jar", READABLE, Files.readAllBytes(jar));
        try (ZipFile zip = new ZipFile(jar.toFile(), StandardCharsets.UTF_8);
                Stream<? extends ZipEntry> entries = zip.stream()) {
            // There is no directory to unpack it into, and none from which it might be loaded.
            for (ZipEntry entry : entries.filter(each -> each.getName().matches("libluajit[a-z0-9]*\\.so"))
                    .toList()) {
                layer.file(
                        "opt/wrk/" + entry.getName(),
                        EXECUTABLE,
                        zip.getInputStream(entry).readAllBytes());
            }
        }
        return layer.toBytes();
    }

    private static Path jar(Path from) throws IOException {
        for (Path folder = from; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(JAR))) {
                return folder.resolve(JAR);
            }
        }
        throw new IOException("There is no " + JAR + " above " + from
                + ". Build it: mvn -Pfast -DskipTests -pl wrk-junit/engine -am package");
    }
}
