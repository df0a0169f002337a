// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.wrkjunit.runtime.Settings;
import io.github.wrkjunit.runtime.SettingsSource;
import io.github.wrkjunit.spec.InvalidSpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K3sSettingsTest {

    private static final String HERE = Path.of("").toAbsolutePath().toString();

    @TempDir
    Path folder;

    private static K3sSettings read(Map<String, String> settings) {
        return K3sSettings.read(
                Settings.of(SettingsSource.of("setting", settings)), K3sSettingsTest.class.getClassLoader());
    }

    @Test
    void nothing_need_be_set() {
        K3sSettings settings = read(Map.of());

        assertThat(settings.image()).isEqualTo("rancher/k3s:v1.34.4-k3s1");
        assertThat(settings.images()).isEmpty();
        assertThat(settings.manifests()).isEmpty();
        assertThat(settings.namespace()).isEqualTo("default");
        assertThat(settings.startLimit()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.importLimit()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.readyLimit()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void a_version_is_the_tag_of_the_usual_image() {
        assertThat(read(Map.of("wrk.k3s.version", "v1.31.2-k3s1")).image()).isEqualTo("rancher/k3s:v1.31.2-k3s1");
        assertThat(read(Map.of("wrk.k3s.image", "mirror.test/k3s:1")).image()).isEqualTo("mirror.test/k3s:1");
    }

    @Test
    void images_are_archives_or_names_and_manifests_are_files_or_resources() throws IOException {
        Path archive = Files.createFile(folder.resolve("shop.tar"));
        Path manifest = Files.writeString(
                folder.resolve("several.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: one}\n---\n"
                        + "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: two}}\n"
                        + "---\napiVersion: example.com/v1\nkind: Shop\nmetadata: {name: three}\n");

        K3sSettings settings = read(Map.of(
                "wrk.k3s.images", archive + ", shop:1,",
                "wrk.k3s.manifests", manifest + ",io/github/wrkjunit/k3s/rules.yaml"));

        assertThat(settings.images())
                .containsExactly(new ImageSource(archive.toString(), true), new ImageSource("shop:1", false));
        assertThat(settings.manifests())
                .extracting(Manifest::name)
                .containsExactly(manifest.toString(), "io/github/wrkjunit/k3s/rules.yaml");
        assertThat(settings.manifests().get(0).objects())
                .extracting(HasMetadata::getKind, object -> object.getMetadata().getName())
                .containsExactly(tuple("ConfigMap", "one"), tuple("Secret", "two"), tuple("Shop", "three"));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "kind: [");
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing\n");

        assertThatThrownBy(() -> read(Map.of(
                        "wrk.k3s.image", "mirror.test/k3s:1",
                        "wrk.k3s.version", "newest",
                        "wrk.k3s.images", "absent.tar",
                        "wrk.k3s.manifests", "absent.yaml," + broken + "," + empty,
                        "wrk.k3s.start.limit", "soon")))
                .isInstanceOf(InvalidSpecException.class)
                .satisfies(thrown -> assertThat(((InvalidSpecException) thrown).problems())
                        .satisfiesExactly(
                                problem -> assertThat(problem)
                                        .isEqualTo(
                                                "setting wrk.k3s.image and setting wrk.k3s.version both say which K3s to"
                                                        + " run. Set one of the two."),
                                problem -> assertThat(problem)
                                        .isEqualTo(
                                                "setting wrk.k3s.version: \"newest\" is not a version of K3s. Use one such"
                                                        + " as v1.34.4-k3s1, or set wrk.k3s.image."),
                                problem -> assertThat(problem)
                                        .isEqualTo(
                                                "setting wrk.k3s.images: there is no archive \"absent.tar\" (looked in "
                                                        + HERE
                                                        + "). Make it with `docker save -o absent.tar IMAGE`, or name an"
                                                        + " image of the local Docker engine."),
                                problem -> assertThat(problem)
                                        .isEqualTo(
                                                "setting wrk.k3s.manifests: there is no manifest \"absent.yaml\": neither"
                                                        + " a file (looked in " + HERE
                                                        + ") nor on the class path. Correct the"
                                                        + " name, or take it out."),
                                problem -> assertThat(problem)
                                        .startsWith("setting wrk.k3s.manifests: the manifest \"" + broken
                                                + "\" is not YAML or JSON of Kubernetes objects: ")
                                        .endsWith(". Correct it; `kubectl apply --dry-run=client -f " + broken
                                                + "` checks it."),
                                problem -> assertThat(problem)
                                        .isEqualTo("setting wrk.k3s.manifests: the manifest \"" + empty
                                                + "\" holds no Kubernetes object. Correct it, or take it out."),
                                problem -> assertThat(problem)
                                        .isEqualTo(
                                                "setting wrk.k3s.start.limit: \"soon\" is not a time. Use 500ms, 30s, 2m"
                                                        + " or 1h.")));
    }
}
