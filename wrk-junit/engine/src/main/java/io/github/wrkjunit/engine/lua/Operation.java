// SPDX-License-Identifier: Apache-2.0
package io.github.wrkjunit.engine.lua;

/** The operations of prelude.lua, by their numbers there, and how an error in one of them is told. */
enum Operation {
    CONFIGURE(2, "before it was loaded"),
    LOAD(3, "while it was loaded"),
    NAME_THREAD(4, "before setup()"),
    RESOLVE(5, "in wrk.resolve()"),
    SETUP(6, "in setup()"),
    INIT(7, "in init()"),
    DONE(8, "in done()"),
    GET(9, "in thread:get()"),
    SET(10, "in thread:set()");

    private final int number;
    private final String where;

    Operation(int number, String where) {
        this.number = number;
        this.where = where;
    }

    int number() {
        return number;
    }

    String where() {
        return where;
    }
}
