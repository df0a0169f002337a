// SPDX-License-Identifier: Apache-2.0
/** The runtime "local": child JVMs that run the command line. */
@NullMarked
package io.github.wrkjunit.engine.local;

import org.jspecify.annotations.NullMarked;
