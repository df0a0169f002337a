// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.examples.hotel;

/** A status and a JSON document. */
record Answer(int status, String json) {

    static Answer ok(String json) {
        return new Answer(200, json);
    }

    static Answer message(int status, String message) {
        return new Answer(
                status, "{\"message\":\"" + message.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}");
    }
}
