// SPDX-License-Identifier: Apache-2.0
/** The runtime {@code kubernetes}: a wrk2 Job for each worker, launched, watched, understood and cleaned up. */
@NullMarked
package io.github.wrkjunit.kubernetes;

import org.jspecify.annotations.NullMarked;
