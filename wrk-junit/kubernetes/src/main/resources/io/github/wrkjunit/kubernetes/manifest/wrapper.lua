-- SPDX-License-Identifier: Apache-2.0
-- Runs a user's script inside an unmodified wrk2 (DeathStarBench's fork) and makes it print, after its report, lines
--
--     ##wrk {"event":"end", ... }         counts, errors, status codes, the exact histogram of the report
--     ##wrk {"event":"interval", ... }    with WRAP_SERIES: one per second, with its latencies and status codes
--
-- wrk2 is given this file with -s; everything else comes from the environment:
--
--     WRAP_SCRIPT    path of the user's script; absent or empty: wrk2's own GET of the URL
--     WRAP_STATUS    1: count responses per status code (defines response(), which costs 1.6 us of CPU a response)
--     WRAP_SERIES    1: as WRAP_STATUS, and latencies of the whole run, per second. Needs the option -P and a working directory
--                   that can be written; wrk2 crashes without it
--     WRAP_SEED      a number: seeds the arrivals of exp and zipf, which are the same in every run otherwise
--     WRAP_TERM      1: SIGTERM ends the run with a report, as SIGINT does (with WRAP_STATUS or WRAP_SERIES only)
--     WRAP_START     a time in whole seconds since 1970: wait for it, so that several pods begin together
--     WRAP_BUFFER    1: leave standard output fully buffered, as wrk2 has it
--
-- wrk2 runs this file once in its main state and once in each thread's state. A broken script ends the process with
-- status 1 and its cause, both as an event and on standard error; wrk2 by itself would go on with plain GETs.

local function setting(name) return os.getenv(name) == "1" end

local function quoted(text)
   local escaped = tostring(text):gsub('[%c"\\]', function(c)
      return string.format("\\u%04x", c:byte())
   end)
   return '"' .. escaped .. '"'
end

local function number(value) -- JSON knows neither nan nor inf
   if value ~= value or value == math.huge or value == -math.huge then return "null" end
   return string.format("%.17g", value)
end

local function fail(cause)
   io.stdout:write('##wrk {"event":"error","message":', quoted(cause), "}\n")
   io.stdout:flush()
   io.stderr:write(tostring(cause), "\n")
   os.exit(1)
end

-- wrk2's stdout is this same C stream: by lines, nothing is lost when the pod is killed, and logs arrive as they are written
if not setting("WRAP_BUFFER") then io.stdout:setvbuf("line") end

-- The user's script --------------------------------------------------------------------------------------------------

local path = os.getenv("WRAP_SCRIPT")
if path and path ~= "" then
   local script, cause = loadfile(path)
   if not script then fail(cause) end
   local ok, trace = xpcall(script, debug.traceback)
   if not ok then fail(trace) end
end

-- Here and not later: wrk2 fixes the end of the run between the loading of this file and its first call of wrk.setup
local start = tonumber(os.getenv("WRAP_START"))
if start then
   local ffi = require("ffi")
   ffi.cdef "int usleep(unsigned int);"
   while os.time() < start do ffi.C.usleep(500) end
end

-- In the threads' states -----------------------------------------------------------------------------------------------

-- main() installs its SIGINT handler after it has started the threads; until then SIGINT is ignored (handler 1)
local function heed_sigterm()
   local ffi = require("ffi")
   ffi.cdef "typedef void (*wrk_handler)(int); wrk_handler signal(int, wrk_handler);"
   return function()
      local handler = ffi.C.signal(2, nil)
      ffi.C.signal(2, handler)
      if ffi.cast("intptr_t", handler) > 1 then
         ffi.C.signal(15, handler)
         return true
      end
   end
end

local series, counting = setting("WRAP_SERIES"), setting("WRAP_SERIES") or setting("WRAP_STATUS")

-- thread:get() copies a table with keys and values swapped. So a count is kept as count * SPAN + key under its key: values of
-- unlike keys are unlike, nothing is lost. A key is second * 1000 + status; seconds are those of the day's clock, modulo DAY.
local SPAN, DAY = 1e9, 86400

-- wrk.init is the last thing that runs before wrk2 looks whether a global response() exists; the user's init() is within it
local init = wrk.init
function wrk.init(...)
   init(...)
   if not counting then return end
   local counts, marks, n, last = {}, {}, 0, nil
   local clock, user = os.time, rawget(_G, "response") -- rawget: a script may forbid undeclared globals
   local install = setting("WRAP_TERM") and heed_sigterm()
   rawset(_G, "wrk_counts", counts)
   rawset(_G, "wrk_marks", marks)
   rawset(_G, "response", function(status, headers, body)
      local second = 0
      n = n + 1
      if series then
         second = clock() % DAY
         if second ~= last then -- response n is the first of this second
            marks[second] = n
            last = second
         end
      end
      local key = second * 1000 + status
      counts[key] = (counts[key] or key) + SPAN
      if install and install() then install = nil end
      if user then return user(status, headers, body) end
   end)
end

-- In the main state ------------------------------------------------------------------------------------------------------

local function histogram_json(counts) -- value -> count
   local values, cells = {}, {}
   for value in pairs(counts) do values[#values + 1] = value end
   table.sort(values)
   for i, value in ipairs(values) do cells[i] = string.format("[%d,%d]", value, counts[value]) end
   return "[" .. table.concat(cells, ",") .. "]"
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
      local middle = math.floor((low + high) / 2)
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

local function statuses_json(counts)
   local cells = {}
   for status, count in pairs(counts) do cells[#cells + 1] = string.format('"%d":%d', status, count) end
   table.sort(cells)
   return "{" .. table.concat(cells, ",") .. "}"
end

-- What the container's CPU limit cost since it started: latency measured by a throttled generator is its own
local function throttling()
   for _, name in ipairs { "/sys/fs/cgroup/cpu.stat", "/sys/fs/cgroup/cpu/cpu.stat" } do -- cgroup v2, v1
      local file = io.open(name)
      local text = file and file:read("*a") or ""
      if file then file:close() end
      local periods, throttled = text:match("nr_periods (%d+)"), text:match("nr_throttled (%d+)")
      local us, ns = text:match("throttled_usec (%d+)"), text:match("throttled_time (%d+)")
      if periods and throttled and (us or ns) then
         return string.format('{"periods":%s,"throttled":%s,"throttled_us":%d}', periods, throttled, us or ns / 1000)
      end
   end
   return "null"
end

local threads, user_done, started = {}, nil, nil

-- -P has written one latency a line, in the order of the responses, to <thread>.txt before done() is called: also those of the
-- first ten seconds, which the printed histogram lacks. Line n belongs to the n-th call of response() in that thread.
local function raw(index, thread, whole, seconds)
   local second_of = thread:get("wrk_marks") -- swapped: number of the first response of a second -> second
   local second, n = 0, 0
   local file = io.open((index - 1) .. ".txt")
   if not file then return end
   for line in file:lines() do
      n = n + 1
      second = second_of[n] or second
      local value = tonumber(line)
      if value > 0 then -- 0: the response that ended the run, counted but not measured
         value = bucket(value)
         whole[value] = (whole[value] or 0) + 1
         local counts = seconds[second] or {}
         counts[value] = (counts[value] or 0) + 1
         seconds[second] = counts
      end
   end
   file:close()
end

local function report(summary, latency, requests)
   local errors, count = summary.errors, #latency
   local per_thread, per_second, whole, seconds = {}, {}, {}, {}
   if counting then
      for i, thread in ipairs(threads) do
         local of_thread = {}
         for packed, key in pairs(thread:get("wrk_counts")) do
            local n, second, status = (packed - key) / SPAN, math.floor(key / 1000), key % 1000
            of_thread[status] = (of_thread[status] or 0) + n
            per_second[second] = per_second[second] or {}
            per_second[second][status] = (per_second[second][status] or 0) + n
         end
         per_thread[i] = statuses_json(of_thread)
         if series then raw(i, thread, whole, seconds) end
      end
   end
   if series then
      for epoch = started, os.time() do
         local second = epoch % DAY
         if per_second[second] then
            io.stdout:write(string.format('##wrk {"event":"interval","epoch_s":%d,"statuses":%s,"histogram":%s}\n', epoch,
               statuses_json(per_second[second]), histogram_json(seconds[second] or {})))
         end
      end
   end
   io.stdout:write('##wrk {"event":"end","duration_us":', number(summary.duration),
      ',"requests":', number(summary.requests), ',"bytes":', number(summary.bytes),
      string.format(',"errors":{"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d}',
         errors.connect, errors.read, errors.write, errors.status, errors.timeout),
      ',"statuses":', counting and "[" .. table.concat(per_thread, ",") .. "]" or "null",
      ',"cpu":', throttling(),
      ',"latency":{"count":', number(count), ',"min":', number(count > 0 and latency.min or 0 / 0),
      ',"max":', number(count > 0 and latency.max or 0 / 0), ',"mean":', number(latency.mean),
      ',"stdev":', number(latency.stdev), ',"histogram":', histogram_json(recorded(latency, count)), "}",
      ',"whole":', series and histogram_json(whole) or "null", "}\n")
   io.stdout:flush()
   if user_done then user_done(summary, latency, requests) end -- may fail: our lines are out by then
end

-- wrk.setup runs in the main state only, once per thread, with the user's setup() within it
local setup = wrk.setup
function wrk.setup(thread)
   if #threads == 0 then
      started = os.time()
      local seed = tonumber(os.getenv("WRAP_SEED"))
      if seed then
         local ffi = require("ffi")
         ffi.cdef "void srand(unsigned int);"
         ffi.C.srand(seed)
      end
   end
   threads[#threads + 1] = thread
   setup(thread)
   local own = rawget(_G, "done")
   if own ~= report then
      user_done = own
      rawset(_G, "done", report)
   end
end
