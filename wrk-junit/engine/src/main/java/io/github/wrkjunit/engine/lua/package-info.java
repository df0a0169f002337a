// SPDX-License-Identifier: Apache-2.0
/**
 * Lua scripts with wrk's API on LuaJIT: one main state, and one state per thread.
 *
 * <p>Scripts that were written for wrk and wrk2 run unmodified. These are the deviations, each because truth demands it:
 * <ul>
 *   <li>An error in a script, at any time, ends the run with {@link io.github.wrkjunit.engine.lua.ScriptException}; no plain
 *       {@code GET} is sent in its place.
 *   <li>The request that is made to check the script is the first that is sent; wrk2 throws it away.
 *   <li>Each text that {@code request()} returns has to be one well-formed HTTP request.
 *   <li>Tables that are handed to another state with {@code thread:get} and {@code thread:set} arrive as they are, nested
 *       ones too; wrk2 swaps keys and values.
 *   <li>{@code wrk.resolve} keeps all addresses when none of them accepts a connection: requests then fail one by one, and the
 *       report tells of it.
 *   <li>Whether there is a {@code request()} and a {@code response()} is looked up after {@code init()} in each thread; wrk2
 *       looks in the first only.
 *   <li>{@code require "socket"} gives a table with {@code gettime} alone. Libraries in C are refused. {@code cjson},
 *       {@code cjson.safe}, {@code json} and {@code dkjson} are brought along for scripts that have none beside them.
 *   <li>{@code wrk.host} and {@code wrk.port} make the header Host only; the load goes to the URL.
 *   <li>{@code latency[i]} is a value, as in wrk2, and {@code latency(i)} a value and a count, as in wrk 4.1.
 *   <li>{@code wrk.header_values(headers, name)} gives all values of a header that comes several times; {@code headers[name]}
 *       is the last one, as in wrk.
 *   <li>Text that a script prints leaves by whole lines; where events are printed too, lines that begin with
 *       {@code ##wrk } get a blank before them.
 *   <li>Precompiled bytecode is refused.
 *   <li>With a seed that the user has given, {@code math.randomseed} ignores its argument; see
 *       {@link io.github.wrkjunit.engine.lua.ScriptSeed}.
 * </ul>
 *
 * <p>As in both wrk2s, {@code delay()} is ignored, and the report says so. {@code wrk.time_us()} of giltene's wrk2 and the global {@code url} of
 * DeathStarBench's are both there.
 */
@NullMarked
package io.github.wrkjunit.engine.lua;

import org.jspecify.annotations.NullMarked;
