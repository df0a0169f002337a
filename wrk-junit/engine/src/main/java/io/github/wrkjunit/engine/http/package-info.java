// SPDX-License-Identifier: Apache-2.0
/** HTTP/1.1 as a load generator needs it: the target, requests as bytes, and a parser of answers that allocates nothing. */
@NullMarked
package io.github.wrkjunit.engine.http;

import org.jspecify.annotations.NullMarked;
