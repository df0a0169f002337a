// SPDX-License-Identifier: Apache-2.0
/** Tests of the objects of a load. */
@NullMarked
package io.github.wrkjunit.kubernetes.manifest;

import org.jspecify.annotations.NullMarked;
