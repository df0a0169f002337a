// SPDX-License-Identifier: Apache-2.0
/** The command line wrk: wrk2's options, its text, and the events. */
@NullMarked
package io.github.wrkjunit.engine.cli;

import org.jspecify.annotations.NullMarked;
