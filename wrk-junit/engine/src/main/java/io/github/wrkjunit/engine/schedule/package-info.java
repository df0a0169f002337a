// SPDX-License-Identifier: Apache-2.0
/** When requests are due: seeded arrival schedules. */
@NullMarked
package io.github.wrkjunit.engine.schedule;

import org.jspecify.annotations.NullMarked;
