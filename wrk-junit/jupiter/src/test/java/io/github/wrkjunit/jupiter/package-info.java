// SPDX-License-Identifier: Apache-2.0
/** Tests of the extension against a runtime whose output they script. */
@NullMarked
package io.github.wrkjunit.jupiter;

import org.jspecify.annotations.NullMarked;
