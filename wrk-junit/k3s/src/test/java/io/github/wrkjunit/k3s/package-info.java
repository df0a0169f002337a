// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.wrkjunit.k3s;

import org.jspecify.annotations.NullMarked;
