// SPDX-License-Identifier: Apache-2.0
/** What is counted and timed while a load runs, and how it gets from the threads that offer it to the one that reports. */
@NullMarked
package io.github.wrkjunit.engine.measure;

import org.jspecify.annotations.NullMarked;
