// SPDX-License-Identifier: Apache-2.0
/** What the hotel service looks like under load, healthy and broken. */
@NullMarked
package io.github.wrkjunit.examples.hotel;

import org.jspecify.annotations.NullMarked;
