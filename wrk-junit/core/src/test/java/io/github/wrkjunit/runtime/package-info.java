// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.wrkjunit.runtime;

import org.jspecify.annotations.NullMarked;
