// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.wrkjunit.spec;

import org.jspecify.annotations.NullMarked;
