// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImageImportTest {

    @Test
    void a_name_without_a_tag_means_the_latest_and_not_all() {
        assertThat(ImageImport.withTag("shop")).isEqualTo("shop:latest");
        assertThat(ImageImport.withTag("localhost:5000/shop")).isEqualTo("localhost:5000/shop:latest");
        assertThat(ImageImport.withTag("localhost:5000/shop:2")).isEqualTo("localhost:5000/shop:2");
        assertThat(ImageImport.withTag("shop@sha256:00")).isEqualTo("shop@sha256:00");
    }

    @Test
    void an_import_that_takes_too_long_is_told_with_the_ways_out() {
        assertThat(ImageImport.late(ImageSource.of("shop:1"), Duration.ofMinutes(5)))
                .isEqualTo(
                        "the image \"shop:1\" is not in the K3s cluster after 5m. Make it smaller, see whether Docker"
                                + " still answers (`docker ps`) and has room on disk, or set wrk.k3s.import.limit to a longer time.");
    }

    @Test
    void what_looks_like_an_archive_is_one_even_if_it_is_absent() {
        assertThat(ImageSource.of("target/shop.TAR").archive()).isTrue();
        assertThat(ImageSource.of("shop:1").archive()).isFalse();
        assertThat(ImageSource.of("shop:1").problem()).isEmpty();
    }
}
