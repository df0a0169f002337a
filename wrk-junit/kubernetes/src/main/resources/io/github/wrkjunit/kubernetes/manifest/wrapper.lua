-- SPDX-License-Identifier: Apache-2.0
--
-- Runs a user's script inside an unmodified wrk2 (DeathStarBench's fork) and makes it print lines
--
--     ##wrk {"nonce":"..","event":"started", ..}    when the load begins
--     ##wrk {"nonce":"..","event":"interval", ..}   after its report, with WRAP_SERIES: one per second, with its latencies by status
--     ##wrk {"nonce":"..","event":"end", ..}        after its report: counts, errors, status codes, the exact histogram
--     ##wrk {"nonce":"..","event":"error", ..}      instead, when the script is broken
--
-- wrk2 is given this file with -s; everything else comes from the environment:
--
--     WRAP_NONCE     a word that each of these lines begins with, so that a script cannot print one by chance; may be absent
--     WRAP_SCRIPT    path of the user's script; absent or empty: wrk2's own GET of the URL
--     WRAP_STATUS    1: count responses per status code (defines response(), which costs 1.6 us of CPU a response)
--     WRAP_SERIES    1: as WRAP_STATUS, and latencies of the whole run, per second and status. Needs the option -P and a
--                    working directory that can be written; wrk2 crashes without the latter
--     WRAP_SEED      a number: seeds the arrivals of exp and zipf, which are the same in every run otherwise
--     WRAP_TERM      1: SIGTERM ends the run with a report, as SIGINT does (with WRAP_STATUS or WRAP_SERIES only)
--     WRAP_START     a time in whole seconds since 1970: wait for it, so that several pods begin together
--     WRAP_BUFFER    1: leave standard output fully buffered, as wrk2 has it
--
-- wrk2 runs this file once in its main state and once in each thread's state. A broken script ends the process with
-- status 1 and its cause, both as an event and on standard error; wrk2 by itself would go on with plain GETs. What this wrk2
-- lacks (ffi, setvbuf, -P) is done without, and told in the "warnings" of the last event.

local getenv, open, exit, stdout, stderr = os.getenv, io.open, os.exit, io.stdout, io.stderr
local rawget, rawset, tostring, tonumber, pairs, ipairs, pcall = rawget, rawset, tostring, tonumber, pairs, ipairs, pcall
local format, concat, floor, max, clock = string.format, table.concat, math.floor, math.max, os.time

local function setting(name) return getenv(name) == "1" end

local warnings = {}
local function warn(text) warnings[#warnings + 1] = text end

local function quoted(text)
   local escaped = tostring(text):gsub('[%c"\\]', function(c)
      return format("\\u%04x", c:byte())
   end)
   return '"' .. escaped .. '"'
end

local function number(value) -- JSON knows neither nan nor inf
   if value ~= value or value == math.huge or value == -math.huge then return "null" end
   return format("%.17g", value)
end

local nonce = getenv("WRAP_NONCE")
local begin = '##wrk {' .. (nonce and nonce ~= "" and '"nonce":' .. quoted(nonce) .. "," or "") .. '"event":'

local function tell(event, ...)
   stdout:write(begin, quoted(event), ",", ...)
   stdout:write("}\n")
   stdout:flush()
end

local path = getenv("WRAP_SCRIPT")
local failed = false

local function tell_failure(message, file, line)
   if failed then return end -- what follows on the first is no news
   failed = true
   if file and path and file:sub(1, 3) == "..." and path:sub(3 - #file) == file:sub(4) then file = path end -- Lua cuts long names
   stdout:write("\n") -- ends what a script may have printed without a line break
   tell("error", '"message":', quoted(message), file and ',"file":' .. quoted(file) .. ',"line":' .. line or "")
end

-- The cause is "file:line: message" as Lua makes it; the trace is for people.
local function fail(cause, trace)
   if failed then exit(1) end
   local message = tostring(cause)
   local file, line, rest = message:match("^([^\n:]+):(%d+): (.*)$")
   tell_failure(rest or message, file, line)
   stderr:write(tostring(trace or cause), "\n")
   exit(1)
end

-- A C function under a name of our own, as the script may declare it too; nil without LuaJIT's ffi.
local has_ffi, ffi = pcall(require, "ffi")
if not has_ffi or type(ffi) ~= "table" then ffi = nil end
local function c_function(name, declaration)
   if not ffi then return nil end
   local own = "wrk_wrapper_" .. name
   local ok, found = pcall(function()
      ffi.cdef(declaration:gsub("%$", own) .. ' __asm__("' .. name .. '");')
      return ffi.C[own]
   end)
   return ok and found or nil
end

-- wrk2's stdout is this same C stream: by lines, nothing is lost when the pod is killed, and logs arrive as they are written
if not setting("WRAP_BUFFER") and not pcall(function() return stdout:setvbuf("line") end) then
   warn("Its Lua cannot set the buffering of standard output (io.stdout:setvbuf), so nothing is told before its end.")
end

-- The user's script --------------------------------------------------------------------------------------------------

local over = false -- the report is out

-- A script that ends the process says so: without a report nobody would know why.
os.exit = function(code)
   if not over then
      local caller = debug.getinfo(2, "Sl") or {}
      local place = caller.source and caller.source:sub(1, 1) == "@" and caller.source:sub(2)
      tell_failure("the script ended wrk2 by os.exit(" .. tostring(code == nil and "" or code) .. ")", place or nil, caller.currentline)
   end
   return exit(code)
end

if path and path ~= "" then
   local directory = path:match("^(.*)/[^/]*$")
   if directory then -- the working directory is that of -P: modules lie beside the script
      package.path = "./?.lua;" .. directory .. "/?.lua;" .. package.path:gsub("^%./%?%.lua;", "")
   end
   local script, cause = loadfile(path)
   if not script then fail(cause) end
   local trace
   local ok, thrown = xpcall(script, function(thrown)
      trace = debug.traceback(tostring(thrown), 2)
      return thrown
   end)
   if not ok then fail(thrown, trace) end
end

-- Here and not later: wrk2 fixes the end of the run between the loading of this file and its first call of wrk.setup
local start = tonumber(getenv("WRAP_START"))
if start then
   local usleep = c_function("usleep", "int $(unsigned int)")
   if not usleep then warn("It waited for the common start without sleeping, because its Lua has no ffi.") end
   while clock() < start do
      if usleep then usleep(500) end
   end
end

-- In the threads' states -----------------------------------------------------------------------------------------------

-- main() installs its SIGINT handler after it has started the threads; until then SIGINT is ignored (handler 1)
local function heed_sigterm()
   local signal = c_function("signal", "void (*$(int, void (*)(int)))(int)")
   return signal and function()
      local handler = signal(2, nil)
      signal(2, handler)
      if ffi.cast("intptr_t", handler) > 1 then
         signal(15, handler)
         return true
      end
   end
end

local series, counting = setting("WRAP_SERIES"), setting("WRAP_SERIES") or setting("WRAP_STATUS")

-- thread:get() copies a table with keys and values swapped, or, in wrk-engine, as it is. So what is one number, packed, stands
-- against a smaller one, and is the larger of the two. A key is second * 1000 + status; seconds are those of the day's clock.
--     wrk_counts   key -> count * SPAN + key
--     wrk_runs     1, 2, .. -> n * SPAN + key: from response n on, the key is this one. Only as far as -P remembers
local SPAN, DAY, MOST = series and 1e8 or 1e3, 86400, 999999

-- wrk.init is the last thing that runs before wrk2 looks whether a global response() exists; the user's init() is within it
local init = wrk.init
function wrk.init(...)
   init(...)
   if not counting then return end
   local counts, runs, used, n, last, second = {}, {}, 0, 0, nil, 0
   local clock, user = clock, rawget(_G, "response") -- rawget: a script may forbid undeclared globals
   local install = setting("WRAP_TERM") and heed_sigterm()
   rawset(_G, "wrk_counts", counts)
   rawset(_G, "wrk_runs", runs)
   rawset(_G, "response", function(status, headers, body)
      if series then second = clock() % DAY end
      local key = second * 1000 + status
      counts[key] = (counts[key] or key) + SPAN
      if series then
         n = n + 1
         if key ~= last and n <= MOST then
            used = used + 1
            runs[used] = n * SPAN + key
            last = key
         end
      end
      if install and install() then install = nil end
      if user then return user(status, headers, body) end
   end)
end

-- In the main state ------------------------------------------------------------------------------------------------------

local function sorted(counts)
   local keys = {}
   for key in pairs(counts) do keys[#keys + 1] = key end
   table.sort(keys)
   return keys
end

local function histogram_json(counts) -- value -> count
   local cells = sorted(counts)
   for i, value in ipairs(cells) do cells[i] = format("[%.0f,%.0f]", value, counts[value]) end
   return "[" .. concat(cells, ",") .. "]"
end

-- The value of each rank 1..count is latency[rank]; each look-up scans the histogram, so ask only where the value changes:
-- a stretch of ranks whose ends are equal is one bucket, any other is halved. About buckets * log2(count / buckets) look-ups.
local function recorded(latency, count)
   local counts = {}
   local function walk(low, at_low, high, at_high) -- adds the ranks low + 1 .. high
      if at_low == at_high or high - low == 1 then
         counts[at_high] = (counts[at_high] or 0) + high - low
         return
      end
      local middle = floor((low + high) / 2)
      local at_middle = latency[middle]
      walk(low, at_low, middle, at_middle)
      walk(middle, at_middle, high, at_high)
   end
   if count > 0 then
      counts[latency[1]] = 1
      walk(1, latency[1], count, latency[count])
   end
   return counts
end

-- The highest value that wrk2's histogram (3 digits) does not tell from this one
local function bucket(value)
   local width = 1
   while value >= 2048 * width do width = width * 2 end
   return value - value % width + width - 1
end

local function by_status_json(by_status, json)
   local cells = sorted(by_status)
   for i, status in ipairs(cells) do cells[i] = format('"%d":%s', status, json(by_status[status])) end
   return "{" .. concat(cells, ",") .. "}"
end

local function count_json(count) return format("%.0f", count) end

local function text_of(name)
   local file = open(name)
   local text = file and file:read("*a") or ""
   if file then file:close() end
   return text
end

-- What the container's CPU limit has cost: latency measured by a throttled generator is its own. Nothing where there is no
-- limit, nil where neither can be read
local function throttling()
   for _, name in ipairs { "/sys/fs/cgroup/cpu.stat", "/sys/fs/cgroup/cpu/cpu.stat" } do -- cgroup v2, v1
      local text = text_of(name)
      local periods, throttled = text:match("nr_periods (%d+)"), text:match("nr_throttled (%d+)")
      local us, ns = text:match("throttled_usec (%d+)"), text:match("throttled_time (%d+)")
      if periods and throttled and (us or ns) then
         return { tonumber(periods), tonumber(throttled), tonumber(us) or floor(ns / 1000) }
      end
   end
   if text_of("/sys/fs/cgroup/cpu.max"):match("^max") or text_of("/sys/fs/cgroup/cpu/cpu.cfs_quota_us"):match("^%-1") then
      return { 0, 0, 0 }
   end
end

local function throttling_json(before)
   local now = throttling()
   if not now or not before then return "null" end
   return format('{"periods":%.0f,"throttled":%.0f,"throttled_us":%.0f}', now[1] - before[1], now[2] - before[2], now[3] - before[3])
end

local threads, user_done, started, seed, cpu = {}, nil, nil, nil, nil

-- -P has written one latency a line, in the order of the responses, to <thread>.txt before done() is called: also those of the
-- first ten seconds, which the printed histogram lacks. Line n belongs to the n-th call of response() in that thread; 0 is the
-- response that ended the run, counted but not measured. The lines as numbers, or nil and why there are none.
local function measured(index, responses)
   local name = (index - 1) .. ".txt"
   local file = open(name)
   if not file then return nil, "there is no " .. name .. ", which the option -P would have written" end
   local latencies = {}
   for line in file:lines() do latencies[#latencies + 1] = tonumber(line) end
   file:close()
   local most = math.min(responses, MOST)
   if #latencies ~= most then
      return nil, format("%s holds %d latencies of %d answers", name, #latencies, most)
   end
   return latencies
end

local function add(counts, value) counts[value] = (counts[value] or 0) + 1 end

local function of(table, key)
   local found = table[key] or {}
   table[key] = found
   return found
end

-- Adds a thread's latencies to the whole run's, and to those of each second and status
local function add_latencies(thread, latencies, whole, seconds)
   local runs, at = {}, 0
   for k, v in pairs(thread:get("wrk_runs")) do runs[#runs + 1] = max(k, v) end
   table.sort(runs)
   local of_run = {}
   for n, value in ipairs(latencies) do
      while runs[at + 1] and floor(runs[at + 1] / SPAN) <= n do
         at = at + 1
         local key = runs[at] % SPAN
         of_run = of(of(seconds, floor(key / 1000)), key % 1000)
      end
      if value > 0 then
         value = bucket(value)
         add(whole, value)
         add(of_run, value)
      end
   end
end

local function report(summary, latency, requests)
   local errors, count = summary.errors, #latency
   local per_thread, per_second, whole, seconds, kept = {}, {}, {}, {}, series
   for i, thread in ipairs(counting and threads or {}) do
      local of_thread, responses = {}, 0
      for k, v in pairs(thread:get("wrk_counts") or {}) do
         local packed = max(k, v)
         local n, key = floor(packed / SPAN), packed % SPAN
         local second, status = floor(key / 1000), key % 1000
         of_thread[status] = (of_thread[status] or 0) + n
         local of_second = of(per_second, second)
         of_second[status] = (of_second[status] or 0) + n
         responses = responses + n
      end
      per_thread[i] = by_status_json(of_thread, count_json)
      if kept then
         local latencies, missing = measured(i, responses)
         if latencies then
            add_latencies(thread, latencies, whole, seconds)
         else
            kept = false
            warn("Latencies of the whole run are not known, nor those of each second: " .. missing .. ".")
         end
      end
   end
   if series then
      local offsets = {} -- since the start, over midnight
      for second, statuses in pairs(per_second) do offsets[(second - started) % DAY] = statuses end
      for _, offset in ipairs(sorted(offsets)) do
         tell("interval", format('"epoch_s":%.0f,"statuses":', started + offset), by_status_json(offsets[offset], count_json),
            ',"latencies":', kept and by_status_json(seconds[(started + offset) % DAY] or {}, histogram_json) or "null")
      end
   end
   for i, text in ipairs(warnings) do warnings[i] = quoted(text) end
   tell("end", '"duration_us":', number(summary.duration),
      ',"requests":', number(summary.requests), ',"bytes":', number(summary.bytes),
      format(',"errors":{"connect":%.0f,"read":%.0f,"write":%.0f,"status":%.0f,"timeout":%.0f}',
         errors.connect, errors.read, errors.write, errors.status, errors.timeout),
      ',"statuses":', counting and "[" .. concat(per_thread, ",") .. "]" or "null",
      ',"seed":', seed or "null",
      ',"cpu":', throttling_json(cpu),
      ',"latency":{"count":', number(count), ',"min":', number(count > 0 and latency.min or 0 / 0),
      ',"max":', number(count > 0 and latency.max or 0 / 0), ',"mean":', number(latency.mean),
      ',"stdev":', number(latency.stdev), ',"histogram":', histogram_json(recorded(latency, count)), "}",
      ',"whole":', kept and histogram_json(whole) or "null",
      ',"warnings":[', concat(warnings, ","), "]")
   over = true
   if user_done then user_done(summary, latency, requests) end -- may fail: our lines are out by then
end

-- Microseconds since 1970; whole seconds without ffi
local function now_us()
   local get = c_function("gettimeofday", "int $(long *, void *)")
   if get then
      local time = ffi.new("long[2]")
      if get(time, nil) == 0 then return tonumber(time[0]) * 1e6 + tonumber(time[1]) end
   end
   return clock() * 1e6
end

local function begin_run()
   seed = tonumber(getenv("WRAP_SEED"))
   if seed then
      local srand = c_function("srand", "void $(unsigned int)")
      if srand then
         srand(seed)
         seed = format("%.0f", seed)
      else
         seed = nil
         warn("The seed was not set, because its Lua has no ffi: arrivals are those of any run.")
      end
   end
   if setting("WRAP_TERM") and not (counting and ffi) then
      warn("It does not report when its pod is deleted, because its Lua has no ffi or no answers are counted.")
   end
   cpu = throttling()
   local us = now_us()
   started = floor(us / 1e6)
   tell("started", format('"epoch_us":%.0f,"seed":%s', us, seed or "null"))
end

-- wrk.setup runs in the main state only, once per thread, with the user's setup() within it
local setup = wrk.setup
function wrk.setup(thread)
   if #threads == 0 then begin_run() end
   threads[#threads + 1] = thread
   setup(thread)
   local own = rawget(_G, "done")
   if own ~= report then
      user_done = own
      rawset(_G, "done", report)
   end
end
