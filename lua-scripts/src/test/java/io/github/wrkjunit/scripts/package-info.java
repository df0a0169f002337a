// SPDX-License-Identifier: Apache-2.0
/** Tests of the scripts: what they send, checked against what DeathStarBench's scripts are known to send. */
@NullMarked
package io.github.wrkjunit.scripts;

import org.jspecify.annotations.NullMarked;
