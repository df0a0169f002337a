// SPDX-License-Identifier: Apache-2.0
/** Faults of a service in a cluster, and how they show. */
@NullMarked
package io.github.wrkjunit.examples.kubernetes;

import org.jspecify.annotations.NullMarked;
