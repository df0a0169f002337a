// SPDX-License-Identifier: Apache-2.0
/** The Job and the ConfigMap of a load, as {@code kubectl} users know them; talks to no cluster. */
@NullMarked
package io.github.wrkjunit.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
