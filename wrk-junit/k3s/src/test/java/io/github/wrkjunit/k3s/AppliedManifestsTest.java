// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Test;

class AppliedManifestsTest {

    @Test
    void a_manifest_is_checked_in_the_cluster_that_has_refused_it() {
        assertThat(AppliedManifests.check(new File("/tmp/my k3s.kubeconfig"), "k8s/shop.yaml"))
                .isEqualTo("kubectl --kubeconfig '/tmp/my k3s.kubeconfig' apply --server-side --dry-run=server -f"
                        + " k8s/shop.yaml");
        assertThat(AppliedManifests.check(null, "k8s/shop.yaml"))
                .isEqualTo("kubectl apply --server-side --dry-run=server -f k8s/shop.yaml");
    }
}
