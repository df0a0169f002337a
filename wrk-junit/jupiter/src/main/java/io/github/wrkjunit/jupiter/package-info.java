// SPDX-License-Identifier: Apache-2.0
/** Loads around JUnit Jupiter tests: the annotations, and the extension that they register. */
@NullMarked
package io.github.wrkjunit.jupiter;

import org.jspecify.annotations.NullMarked;
