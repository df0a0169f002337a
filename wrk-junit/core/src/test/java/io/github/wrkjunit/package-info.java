// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.wrkjunit;

import org.jspecify.annotations.NullMarked;
