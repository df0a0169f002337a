// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.loop;

/** Learns which connections can go on. Confined to its worker thread. */
@FunctionalInterface
interface ReadyListener {

    /** The connection in this slot can connect, read or write. */
    void ready(int slot);
}
