// SPDX-License-Identifier: Apache-2.0
/**
 * Servers that misbehave on the wire, each a process of its own, and what they saw.
 *
 * <p>A test starts a {@link io.github.wrkjunit.engine.rude.RudeServer}, offers load to it, stops it and compares its
 * {@link io.github.wrkjunit.engine.rude.ServerLog} with the report of the load, request by request.
 */
@NullMarked
package io.github.wrkjunit.engine.rude;

import org.jspecify.annotations.NullMarked;
