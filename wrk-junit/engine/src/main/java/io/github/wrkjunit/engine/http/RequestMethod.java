// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.http;

import java.nio.ByteBuffer;

/** What a request's method means for its answer. Immutable. */
public final class RequestMethod {

    private RequestMethod() {}

    /** Whether the request is a HEAD, whose answer has no body whatever its header says (RFC 9112, section 6.3). */
    public static boolean isHead(ByteBuffer request) {
        return request.limit() >= 5
                && request.get(0) == 'H'
                && request.get(1) == 'E'
                && request.get(2) == 'A'
                && request.get(3) == 'D'
                && request.get(4) == ' ';
    }
}
