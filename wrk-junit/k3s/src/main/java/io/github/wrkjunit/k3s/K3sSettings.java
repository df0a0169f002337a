// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import io.github.wrkjunit.runtime.Setting;
import io.github.wrkjunit.runtime.SettingReader;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the cluster shall be. Immutable.
 *
 * @param image the image of K3s
 * @param images what is imported into the cluster
 * @param manifests what is applied to it
 * @param namespace where manifests go that name none; made if it is absent
 * @param startLimit how long K3s may take to start, without the pull of its image
 * @param importLimit how long the import of one image may take
 * @param readyLimit how long the workloads of the manifests may take to be available
 */
record K3sSettings(
        String image,
        List<ImageSource> images,
        List<Manifest> manifests,
        String namespace,
        Duration startLimit,
        Duration importLimit,
        Duration readyLimit) {

    /** The image of K3s, whole. */
    static final String IMAGE = "wrk.k3s.image";

    /** The version of K3s alone, which is the tag of {@code rancher/k3s}. */
    static final String VERSION = "wrk.k3s.version";

    /** Archives, or names of images in the local Docker engine, separated by commas. */
    static final String IMAGES = "wrk.k3s.images";

    /** Files or class-path resources, separated by commas, applied in this order. */
    static final String MANIFESTS = "wrk.k3s.manifests";

    /** How long K3s may take to start. */
    static final String START_LIMIT = "wrk.k3s.start.limit";

    /** How long the import of one image may take. */
    static final String IMPORT_LIMIT = "wrk.k3s.import.limit";

    /** How long the workloads of the manifests may take to be available. */
    static final String READY_LIMIT = "wrk.k3s.ready.limit";

    /** The namespace of the Jobs, a setting of the runtime that this one builds upon. */
    static final String NAMESPACE = "wrk.kubernetes.namespace";

    /** All settings of this runtime's own. */
    static final Set<String> KEYS = Set.of(IMAGE, VERSION, IMAGES, MANIFESTS, START_LIMIT, IMPORT_LIMIT, READY_LIMIT);

    private static final String REPOSITORY = "rancher/k3s";
    private static final String DEFAULT_VERSION = "v1.34.4-k3s1";
    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(2);
    private static final Duration DEFAULT_IMPORT_LIMIT = Duration.ofMinutes(5);

    /** Takes copies. */
    K3sSettings {
        images = List.copyOf(images);
        manifests = List.copyOf(manifests);
    }

    /**
     * Reads the settings, images and manifests included.
     *
     * @throws InvalidSpecException with everything that is wrong
     */
    static K3sSettings read(Settings settings, ClassLoader loader) {
        List<String> problems = new ArrayList<>();
        SettingReader reader = new SettingReader(settings, problems::add);
        Optional<Setting> image = settings.find(IMAGE);
        Optional<Setting> version = settings.find(VERSION);
        if (image.isPresent() && version.isPresent()) {
            problems.add(image.get().origin().place() + " and "
                    + version.get().origin().place() + " both say which K3s to run. Set one of the two.");
        }
        version.filter(setting -> !setting.value().matches("v[0-9][\\w.-]*"))
                .ifPresent(setting -> problems.add(setting.origin().place() + ": \"" + setting.value()
                        + "\" is not a version of K3s. Use one such as " + DEFAULT_VERSION + ", or set " + IMAGE
                        + "."));
        List<ImageSource> images = new ArrayList<>();
        list(settings, IMAGES).forEach(text -> images.add(ImageSource.of(text)));
        images.forEach(source ->
                source.problem().ifPresent(problem -> problems.add(place(settings, IMAGES) + ": " + problem)));
        List<Manifest> manifests = new ArrayList<>();
        for (String name : list(settings, MANIFESTS)) {
            try {
                manifests.add(Manifest.find(name, loader));
            } catch (IllegalArgumentException e) {
                problems.add(place(settings, MANIFESTS) + ": " + e.getMessage());
            }
        }
        K3sSettings read = new K3sSettings(
                image.map(setting -> setting.value())
                        .orElse(REPOSITORY + ":"
                                + version.map(setting -> setting.value()).orElse(DEFAULT_VERSION)),
                images,
                manifests,
                settings.find(NAMESPACE).map(setting -> setting.value()).orElse("default"),
                reader.time(START_LIMIT, DEFAULT_LIMIT),
                reader.time(IMPORT_LIMIT, DEFAULT_IMPORT_LIMIT),
                reader.time(READY_LIMIT, DEFAULT_LIMIT));
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        return read;
    }

    private static List<String> list(Settings settings, String key) {
        return settings.find(key).stream()
                .flatMap(setting -> Stream.of(setting.value().split(",")))
                .map(String::trim)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String place(Settings settings, String key) {
        return settings.find(key).orElseThrow().origin().place();
    }
}
