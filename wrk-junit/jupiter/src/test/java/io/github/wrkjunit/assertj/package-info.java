// SPDX-License-Identifier: Apache-2.0
/** Tests of the assertions: each message is compared as a whole. */
@NullMarked
package io.github.wrkjunit.assertj;

import org.jspecify.annotations.NullMarked;
