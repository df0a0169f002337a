// SPDX-License-Identifier: Apache-2.0
/** The cluster of the integration tests, and the image that stands in for wrk2's. Not published. */
@NullMarked
package io.github.wrkjunit.testcluster;

import org.jspecify.annotations.NullMarked;
