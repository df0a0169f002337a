// SPDX-License-Identifier: Apache-2.0
/** A small hotel reservation service whose faults can be switched on and off. */
@NullMarked
package io.github.wrkjunit.examples.hotel;

import org.jspecify.annotations.NullMarked;
