// SPDX-License-Identifier: Apache-2.0
/** The runtime {@code k3s}: a wrk2 Job in a K3s cluster that is made for one test run, in a container. */
@NullMarked
package io.github.wrkjunit.k3s;

import org.jspecify.annotations.NullMarked;
