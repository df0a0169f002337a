// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.jupiter;

import org.junit.jupiter.api.extension.Extension;

/** Runs the loads of tests. */
final class WorkloadExtension implements Extension {

    WorkloadExtension() {}
}
