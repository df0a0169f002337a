// SPDX-License-Identifier: Apache-2.0
/** HTTP/1.1 on the wire: connections, the parser, and where requests come from. */
@NullMarked
package io.github.wrkjunit.engine.http;

import org.jspecify.annotations.NullMarked;
