// SPDX-License-Identifier: Apache-2.0
/** The open loop: threads that offer requests when they are due and account for each of them. */
@NullMarked
package io.github.wrkjunit.engine.loop;

import org.jspecify.annotations.NullMarked;
