// SPDX-License-Identifier: Apache-2.0
/** Programs that use the library as a user's does; in a package of their own, so that the library may be a module. */
@NullMarked
package io.github.wrkjunit.engine.launch;

import org.jspecify.annotations.NullMarked;
