// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.wrkjunit.spec.Origin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeLookupTest {

    private static final String ADD =
            "Add wrk-engine (this machine), wrk-kubernetes (the cluster of the current kubeconfig)"
                    + " or wrk-k3s (a throw-away cluster) to the test's dependencies.";

    @TempDir
    Path folder;

    /** A provider of this name. */
    private record Named(String name, Set<String> replaces) implements WorkloadRuntimeProvider {
        @Override
        public WorkloadRuntime create(Settings settings) {
            throw new UnsupportedOperationException();
        }
    }

    /** A provider that a service file can name. */
    public static final class Loadable implements WorkloadRuntimeProvider {
        @Override
        public String name() {
            return "loadable";
        }

        @Override
        public WorkloadRuntime create(Settings settings) {
            throw new UnsupportedOperationException();
        }
    }

    private static RuntimeLookup of(Named... providers) {
        return new RuntimeLookup(List.of(providers), List.of());
    }

    private static final Named LOCAL = new Named("local", Set.of());
    private static final Named KUBERNETES = new Named("kubernetes", Set.of());
    private static final Named K3S = new Named("k3s", Set.of("kubernetes"));

    @Test
    void the_only_runtime_needs_no_name() {
        assertThat(of(LOCAL).choose(Optional.empty(), Origin.DEFAULT).name()).isEqualTo("local");
    }

    @Test
    void no_runtime_tells_what_to_add() {
        assertThatThrownBy(() -> of().choose(Optional.empty(), Origin.DEFAULT))
                .hasMessage("no runtime is on the class path, so nothing can offer the load. " + ADD);
    }

    @Test
    void several_runtimes_and_none_named_is_an_error() {
        assertThatThrownBy(() -> of(LOCAL, KUBERNETES).choose(Optional.empty(), Origin.DEFAULT))
                .hasMessage(
                        "several runtimes are on the class path: kubernetes, local. Name the one that you mean with the"
                                + " setting wrk.runtime, or keep one dependency of theirs.");
    }

    @Test
    void one_that_replaces_the_other_is_taken() {
        assertThat(of(KUBERNETES, K3S).choose(Optional.empty(), Origin.DEFAULT).name())
                .isEqualTo("k3s");
        assertThat(of(KUBERNETES, K3S)
                        .choose(Optional.of("kubernetes"), Origin.DEFAULT)
                        .name())
                .isEqualTo("kubernetes");
    }

    @Test
    void an_unknown_name_tells_its_place_and_the_near_miss() {
        assertThatThrownBy(() -> of(LOCAL, KUBERNETES)
                        .choose(Optional.of("kubernets"), Origin.annotation("@WithWorkload on CheckoutTest")))
                .hasMessage(
                        "@WithWorkload on CheckoutTest: no runtime is named \"kubernets\"; did you mean \"kubernetes\"?"
                                + " There are: kubernetes, local. Or add the artifact of the one that you mean: wrk-engine,"
                                + " wrk-kubernetes or wrk-k3s.");
    }

    @Test
    void two_of_one_name_are_an_error() {
        assertThatThrownBy(
                        () -> of(LOCAL, new Named("local", Set.of("x"))).choose(Optional.of("local"), Origin.PROGRAM))
                .hasMessageStartingWith("several runtimes on the class path are named \"local\": ");
    }

    @Test
    void finds_providers_by_service_loader_and_tells_of_those_that_cannot_be_loaded() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(WorkloadRuntimeProvider.class.getName()),
                "example.Missing\n" + Loadable.class.getName() + "\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {

            RuntimeLookup lookup = RuntimeLookup.of(loader);

            assertThat(lookup.names()).containsExactly("loadable");
            assertThat(lookup.broken())
                    .containsExactly("A runtime on the class path cannot be loaded:"
                            + " io.github.wrkjunit.runtime.WorkloadRuntimeProvider: Provider example.Missing not found. Look"
                            + " at the versions on the class path.");
        }
    }
}
