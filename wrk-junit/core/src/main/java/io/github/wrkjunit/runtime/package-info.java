// SPDX-License-Identifier: Apache-2.0
/** Runs loads: settings, the contract with runtimes, the runner. */
@NullMarked
package io.github.wrkjunit.runtime;

import org.jspecify.annotations.NullMarked;
