// SPDX-License-Identifier: Apache-2.0
/** What is claimed about speed, measured; no part of the gate, because a shared machine is no judge of time. */
@NullMarked
package io.github.wrkjunit.benchmarks;

import org.jspecify.annotations.NullMarked;
