-- SPDX-License-Identifier: Apache-2.0
--
-- Runs once in each state, before the user's script: makes the globals that wrk gives to scripts, and the functions that the
-- Java side (LuaState) calls. Bytes go through two areas of memory that both sides see; `host` calls into Java (HostFunctions).
local host = ...

local G = _G
local ffi, buffer = require("ffi"), require("string.buffer")
local rawget, rawset, type, tostring, pairs, error, select = rawget, rawset, type, tostring, pairs, error, select
local getmetatable, setmetatable, newproxy, getinfo, pcall = getmetatable, setmetatable, newproxy, debug.getinfo, pcall
local copy, text, cast, rep, concat = ffi.copy, ffi.string, ffi.cast, string.rep, table.concat

-- Operations of the host, as in HostFunctions.
local WRITE, TIME, SEED, LOOKUP, CONNECT, ADDRESS_TEXT, GET_ADDRESS, SET_ADDRESS, GET, SET, STOP, STATISTIC, EXIT, AREA, RESULT, FETCH, WARN, JSON =
   1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18

-- Shared memory ----------------------------------------------------------------------------------------------------------

-- An area is the memory of a long string that nothing else refers to; each is unlike any other, as equal strings are one.
local anchors, count = {}, 0
local ints, bytes_in, room_in  -- requests of the Java side, answers
local bytes_out, room_out      -- one request

local function area(which, size)
   count = count + 1
   local anchor = rep("\0", size) .. ":" .. count
   anchors[which] = anchor
   host(AREA, which, anchor)
   return cast("char *", anchor), size
end

local function make_room_in(size)
   bytes_in, room_in = area(0, size)
   ints = cast("int32_t *", bytes_in)
end

local function make_room_out(size)
   bytes_out, room_out = area(1, size)
end

-- Errors: one text for Java, file NUL line NUL message ----------------------------------------------------------------------

local script_name = "?"
local own = {} -- marks faults that are found here and not by Lua

local function fault(file, line, message)
   return setmetatable({ file = file, line = line, message = message }, own)
end

-- LuaSocket's first versions made a global of themselves.
local function hinted(message)
   if message == "attempt to index global 'socket' (a nil value)" then
      return message .. ': write local socket = require "socket"'
   end
   return message
end

local function handler(cause)
   if getmetatable(cause) == own then
      return cause.file .. "\0" .. cause.line .. "\0" .. cause.message
   end
   local message
   if type(cause) == "string" then
      message = cause
   elseif type(cause) == "nil" then
      message = "error(nil): an error without a message"
   else
      local known, told = pcall(tostring, cause)
      message = "error object is a " .. type(cause) .. " value: " .. (known and tostring(told) or "?")
   end
   local first_file, first_line
   local level = 2
   while true do
      local info = getinfo(level, "Sl")
      if not info then break end
      if info.source:sub(1, 1) == "@" then
         local prefix = info.short_src .. ":"
         if message:sub(1, #prefix) == prefix then
            local line, rest = message:sub(#prefix + 1):match("^(%d+): (.*)$")
            if line then return info.source:sub(2) .. "\0" .. line .. "\0" .. hinted(rest) end
         end
         if not first_file then first_file, first_line = info.source:sub(2), info.currentline end
      end
      level = level + 1
   end
   message = message:gsub("^wrk:%d+: ", "")
   return (first_file or script_name) .. "\0" .. (first_line or 0) .. "\0" .. hinted(message)
end

-- Values of another state ----------------------------------------------------------------------------------------------------

local function check_transferable(value, within)
   local kind = type(value)
   if kind == "table" then
      if within[value] then error("cannot transfer a table that contains itself", 0) end
      within[value] = true
      for k, v in pairs(value) do
         check_transferable(k, within)
         check_transferable(v, within)
      end
      within[value] = nil
   elseif kind ~= "nil" and kind ~= "boolean" and kind ~= "number" and kind ~= "string" then
      error("cannot transfer a " .. kind, 0)
   end
end

local function encode(value)
   check_transferable(value, {})
   return buffer.encode(value)
end

-- The bytes that a host call has left for this state.
local function fetch(size)
   if size > room_in then make_room_in(size * 2) end
   host(FETCH)
   return text(bytes_in, size)
end

local function got(size, message)
   if not size then error(message, 0) end
   return buffer.decode(fetch(size))
end

-- Addresses and threads --------------------------------------------------------------------------------------------------

local address_of_proxy, proxy_of_address = setmetatable({}, { __mode = "k" }), {}

local function address(index)
   if index < 0 then return nil end
   local proxy = proxy_of_address[index]
   if not proxy then
      proxy = newproxy(true)
      local shown = host(ADDRESS_TEXT, index)
      getmetatable(proxy).__tostring = function() return shown end
      address_of_proxy[proxy], proxy_of_address[index] = index, proxy
   end
   return proxy
end

local by_script = true

local function thread_proxy(index, own_state)
   local proxy = newproxy(true)
   local meta = getmetatable(proxy)
   local methods = {}
   function methods.get(_, name)
      if own_state then return buffer.decode(encode(rawget(G, name))) end
      return got(host(GET, index, tostring(name)))
   end
   function methods.set(_, name, value)
      local encoded = encode(value)
      if own_state then
         rawset(G, name, buffer.decode(encoded))
         return
      end
      local ok, message = host(SET, index, tostring(name), encoded)
      if not ok then error(message, 0) end
   end
   function methods.stop() host(STOP, index) end
   meta.__index = function(_, key)
      if key == "addr" then return address(host(GET_ADDRESS, index)) end
      return methods[key]
   end
   meta.__newindex = function(_, key, value)
      if key ~= "addr" then error("thread." .. tostring(key) .. " cannot be set: use thread:set(name, value)", 2) end
      local known = address_of_proxy[value]
      if not known then
         error("thread.addr wants an address of wrk.lookup, not a " .. type(value) .. " value", 2)
      end
      host(SET_ADDRESS, index, known, by_script)
   end
   meta.__tostring = function() return "wrk.thread: " .. index + 1 end
   return proxy
end

-- wrk --------------------------------------------------------------------------------------------------------------------

local wrk = { method = "GET", headers = {} }

-- Headers of answers that hold a name several times: all fields, name and value in turn.
local fields_of, asked_for_values, told_of_fields = setmetatable({}, { __mode = "k" }), false, false

local function header_values(headers, name)
   asked_for_values = true
   local values, wanted, fields = {}, name:lower(), fields_of[headers]
   if not fields then
      fields = {}
      for each, value in pairs(headers) do fields[#fields + 1], fields[#fields + 2] = each, value end
   end
   for i = 1, #fields, 2 do
      if fields[i]:lower() == wanted then values[#values + 1] = fields[i + 1] end
   end
   return values
end

-- Not wrk's own (time_us is giltene's), so they are there for those who ask for them and not in a list of what wrk has.
setmetatable(wrk, { __index = {
   time_us = function() return math.floor(host(TIME) * 1e6) end,
   header_values = header_values,
} })
package.loaded.wrk = wrk

function wrk.lookup(name, service)
   local found, message = host(LOOKUP, tostring(name), tostring(service))
   if not found then error(message, 0) end
   local addresses = {}
   for index in found:gmatch("%d+") do addresses[#addresses + 1] = address(tonumber(index)) end
   return addresses
end

function wrk.connect(addr)
   local index = address_of_proxy[addr]
   if not index then error("wrk.connect wants an address of wrk.lookup, not a " .. type(addr) .. " value", 2) end
   return host(CONNECT, index)
end

function wrk.resolve(name, service)
   local all, reachable = wrk.lookup(name, service), {}
   for _, addr in ipairs(all) do
      if wrk.connect(addr) then reachable[#reachable + 1] = addr end
   end
   -- A target that refuses is the report's business: its requests fail one by one.
   wrk.addrs = #reachable > 0 and reachable or all
end

function wrk.setup(thread)
   by_script = false
   thread.addr = wrk.addrs[1]
   by_script = true
   local setup = rawget(G, "setup")
   if type(setup) == "function" then setup(thread) end
end

function wrk.init(args)
   if not wrk.headers["Host"] then
      local name = wrk.host
      if name:find(":", 1, true) then name = "[" .. name:gsub("%%.*", "") .. "]" end
      wrk.headers["Host"] = wrk.port and (name .. ":" .. wrk.port) or name
   end
   local init = rawget(G, "init")
   if type(init) == "function" then init(args) end
   local request = wrk.format()
   wrk.request = function() return request end
end

local function shown(value)
   if type(value) == "string" then return value end
   return tostring(value)
end

local common, in_use = buffer.new(), false

function wrk.format(method, path, headers, body)
   method, path = method or wrk.method, path or wrk.path
   headers, body = headers or wrk.headers, body or wrk.body
   if not headers["Host"] then headers["Host"] = wrk.headers["Host"] end
   headers["Content-Length"] = body and #shown(body)
   local out = in_use and buffer.new() or common -- a value's __tostring may come here again
   in_use = true
   out:reset():put(shown(method), " ", shown(path), " HTTP/1.1\r\n")
   for name, value in pairs(headers) do
      out:put(shown(name), ": ", shown(value), "\r\n")
   end
   out:put("\r\n")
   if body then out:put(shown(body)) end
   local request = out:tostring()
   in_use = false
   return request
end

-- luajava keeps the last Java exception in a global, which is not the business of a script that forbids undeclared ones.
local jni_global = "__jthrowable__"
local function aside(meta, event, otherwise)
   local handler = rawget(meta, event)
   if type(handler) ~= "function" then return end
   rawset(meta, event, function(globals, key, ...)
      if key == jni_global then return otherwise(globals, key, ...) end
      return handler(globals, key, ...)
   end)
end
function G.setmetatable(value, meta)
   if value == G and type(meta) == "table" then
      aside(meta, "__newindex", rawset)
      aside(meta, "__index", rawget)
   end
   return setmetatable(value, meta)
end

-- The libraries ------------------------------------------------------------------------------------------------------------

-- luajava's door into the JVM; Java is not for scripts.
G.java = nil
package.loaded.java = nil

-- Files to read are looked for beside the script, then in the working directory, as modules are.
local beside
local open, lines, input = io.open, io.lines, io.input

local function found(name)
   if not beside or type(name) ~= "string" or name == "" or name:find("^[/\\]") or name:find("^%a:") then return name end
   local file = open(beside .. name, "rb")
   if not file then return name end
   file:close()
   return beside .. name
end

function io.open(name, mode)
   if mode == nil or mode == "r" or mode == "rb" then name = found(name) end
   return open(name, mode)
end
function io.lines(name, ...)
   if name == nil then return lines() end
   local path = found(name)
   local file, message = open(path, "r")
   if not file then error("bad argument #1 to 'lines' (" .. message .. ")", 2) end
   file:close()
   return lines(path, ...)
end
function io.input(file)
   if file == nil then return input() end
   return input(found(file))
end

-- Damaged bytecode crashes the process, and no script needs it: source only.
local load, loadfile, searchpath = load, loadfile, package.searchpath

function G.load(chunk, name, _, ...) return load(chunk, name, "t", ...) end
G.loadstring = G.load
function G.loadfile(name, _, ...) return loadfile(found(name), "t", ...) end
function G.dofile(name)
   local chunk, message = loadfile(found(name), "t")
   if not chunk then error(message, 0) end
   return chunk()
end
package.loaders[2] = function(name)
   local path, missing = searchpath(name, package.path)
   if not path then return missing end
   local chunk, message = loadfile(path, "t")
   if not chunk then error(message, 0) end
   return chunk
end

-- What scripts ask for and have not brought along; else a library for another program, which would not load or would crash it.
local json = nil
local brought = { ["cjson"] = true, ["cjson.safe"] = true, ["json"] = true, ["dkjson"] = true }
package.loaders[3] = function(name)
   if brought[name] then
      return function()
         json = json or load(host(JSON), "=json", "t")()
         return json[name]
      end
   end
   local path, missing = searchpath(name, package.cpath)
   if not path then return missing end
   error("module '" .. name .. "' is a C library (" .. path .. "), which scripts cannot load here: use a module that is"
      .. " written in Lua, beside the script; JSON is there as cjson, json and dkjson", 0)
end
package.loaders[4] = nil

function os.exit(code)
   if code == nil or code == true then code = 0 elseif code == false then code = 1 end
   host(EXIT, tonumber(code) or 0)
   error(fault(script_name, 0, "os.exit"), 0) -- leaves the script; the Java side knows better even when this is caught
end

local seed, seeded = math.randomseed, false
function math.randomseed(value)
   if seeded then value = host(SEED) end
   seed(value)
end

package.preload.socket = function()
   return {
      gettime = function() return host(TIME) end,
      sleep = function() error("socket.sleep is not offered: a script that sleeps holds up all requests of its thread", 2) end,
   }
end

for _, name in ipairs({ "socket.http", "socket.url", "ltn12", "ssl.https" }) do
   package.preload[name] = function()
      error("module '" .. name .. "' is not offered: a script that asks others holds up all requests of its thread. Fetch in the"
         .. " test what the script needs, and give it as an argument of the script or as a header", 0)
   end
end

-- Standard output goes through Java, which keeps lines whole and apart from the engine's own.
local stdout, output = io.stdout, io.output
local files = getmetatable(stdout).__index
local write, close = files.write, files.close

local function tell(...)
   local parts = { ... }
   for i = 1, select("#", ...) do
      local kind = type(parts[i])
      if kind == "number" then
         parts[i] = tostring(parts[i])
      elseif kind ~= "string" then
         error("bad argument #" .. i .. " to 'write' (string expected, got " .. kind .. ")", 2)
      end
   end
   host(WRITE, concat(parts))
   return true
end

function G.print(...)
   local parts = { ... }
   for i = 1, select("#", ...) do parts[i] = G.tostring(parts[i]) end
   host(WRITE, concat(parts, "\t") .. "\n")
end
function files.write(file, ...)
   if file == stdout then return tell(...) end
   return write(file, ...)
end
function files.close(file)
   if file == stdout or file == nil and output() == stdout then return true end
   if file == nil then return close(output()) end
   return close(file)
end
function io.write(...)
   local file = output()
   if file == stdout then return tell(...) end
   return write(file, ...)
end
io.close = files.close

-- What the Java side asks for ----------------------------------------------------------------------------------------------

-- The texts that the Java side has written into the memory, from byte 64 on: number, then length and bytes of each.
local function arguments()
   local all, at = {}, 68
   for i = 1, ints[16] do
      local size = cast("int32_t *", bytes_in + at)[0]
      all[i] = text(bytes_in + at + 4, size)
      at = at + 4 + size + (-size % 4)
   end
   return all
end

local operations = {}

operations[1] = function(size) make_room_in(size) end

-- Configure: url, scheme, host, port, path, directory, seeded, initial seed, number of headers, headers, extra words.
local extra, target = {}, {}
operations[2] = function()
   local given = arguments()
   G.wrk, G.url = wrk, given[1]
   wrk.scheme, wrk.host, wrk.path = given[2], given[3], given[5]
   wrk.port = given[4] ~= "" and given[4] or nil
   -- The load goes to the URL: what a script says of host and port is for the header Host only, as in wrk.
   target.host, target.service = given[3], wrk.port or wrk.scheme
   local directory = given[6]
   if directory ~= "" then
      local own_path = directory .. "/?.lua"
      package.path = own_path .. ";" .. directory .. "/?/init.lua;" .. package.path
      beside = directory .. "/"
   end
   seed(tonumber(given[8]))
   seeded = given[7] == "true"
   local headers = tonumber(given[9])
   for i = 1, headers do wrk.headers[given[8 + 2 * i]] = given[9 + 2 * i] end
   extra[0] = given[1]
   for i = 10 + 2 * headers, #given do extra[#extra + 1] = given[i] end
end

operations[3] = function() -- load and run: name, text
   local given = arguments()
   script_name = given[1]
   local chunk, message = load(given[2], "@" .. script_name, "t")
   if not chunk then
      local line, rest = message:match("^.-:(%d+): (.*)$")
      error(fault(script_name, line or 0, rest or message), 0)
   end
   chunk()
end

local threads = {}
operations[4] = function(index) wrk.thread = thread_proxy(index, true) end
operations[5] = function() wrk.resolve(target.host, target.service) end
operations[6] = function(index) -- setup
   threads[index] = thread_proxy(index, false)
   wrk.setup(threads[index])
end

operations[7] = function() -- init; then: is there a request(), where, and a response()?
   wrk.init(extra)
   local request = rawget(G, "request")
   ints[1] = type(request) == "function" and 1 or 0
   ints[2] = type(rawget(G, "response")) == "function" and 1 or 0
   ints[3] = ints[1] == 1 and getinfo(request, "S").linedefined or 0
   ints[4] = type(rawget(G, "done")) == "function" and 1 or 0
   if type(rawget(G, "delay")) == "function" then
      host(WARN, "The script's delay() is ignored, as in wrk2: the rate and the distribution say when requests are sent."
         .. " Lower the rate instead.")
   end
end

operations[8] = function() -- done: duration, requests, bytes, connect, read, write, status, timeout
   local done = rawget(G, "done")
   if type(done) ~= "function" then return end
   local given = arguments()
   for i = 1, #given do given[i] = tonumber(given[i]) end
   local function statistics(which)
      local proxy = newproxy(true)
      local meta = getmetatable(proxy)
      local function percentile(_, p) return host(STATISTIC, which, "percentile", tonumber(p)) end
      meta.__len = function() return host(STATISTIC, which, "count", 0) end
      -- wrk 4.1: the value of the i-th bucket that is not empty, and how many are in it
      meta.__call = function(_, i) return host(STATISTIC, which, "value", i), host(STATISTIC, which, "number", i) end
      meta.__index = function(_, key)
         if key == "percentile" then return percentile end
         if type(key) == "number" then return host(STATISTIC, which, "at", key) end
         if key == "min" or key == "max" or key == "mean" or key == "stdev" then return host(STATISTIC, which, key, 0) end
         return key
      end
      return proxy
   end
   local errors = { connect = given[4], read = given[5], write = given[6], status = given[7], timeout = given[8] }
   done({ duration = given[1], requests = given[2], bytes = given[3], errors = errors }, statistics(0), statistics(1))
end

operations[9] = function() -- hand out a global's value
   local name = arguments()[1]
   host(RESULT, encode(rawget(G, name)))
end

operations[10] = function() -- take a global's value
   local given = arguments()
   rawset(G, given[1], buffer.decode(given[2]))
end

local function dispatch()
   operations[ints[0]](ints[1])
end

local function produce()
   local request = rawget(G, "request")
   local made
   if request then made = request() else made = wrk.request() end
   if type(made) ~= "string" then
      local line = type(request) == "function" and getinfo(request, "S").linedefined or 0
      error(fault(script_name, line, "request() returned " .. (made == nil and "nil" or "a " .. type(made)) .. " instead of a request's text"), 0)
   end
   local size = #made
   if size > room_out then make_room_out(size * 2) end
   copy(bytes_out, made, size)
   ints[1] = size
end

local function keep_fields(headers, head)
   local fields = {}
   for i = 16, 14 + ints[2] * 4, 2 do fields[#fields + 1] = text(head + ints[i], ints[i + 1] - ints[i]) end
   fields_of[headers] = fields
end

local function tell_of_fields(name)
   if not asked_for_values and not told_of_fields then
      told_of_fields = true
      host(WARN, 'Answers have the header "' .. name .. '" several times, and response() sees the last one, as in wrk.'
         .. " wrk.header_values(headers, name) gives all of them.")
   end
end

-- ints: 1 status, 2 number of fields, 3 where the head begins, 4 where the body begins, 5 its length; 16 on: the fields
local function answered()
   local response = rawget(G, "response")
   if not response then return end
   local headers, head, repeated = {}, bytes_in + ints[3], nil
   for i = 16, 16 + (ints[2] - 1) * 4, 4 do
      local name = text(head + ints[i], ints[i + 1] - ints[i])
      repeated = headers[name] and name or repeated
      headers[name] = text(head + ints[i + 2], ints[i + 3] - ints[i + 2])
   end
   if repeated then keep_fields(headers, head) end
   response(ints[1], headers, text(bytes_in + ints[4], ints[5]))
   if repeated then tell_of_fields(repeated) end
end

make_room_in(16384)
make_room_out(16384)
return handler, dispatch, produce, answered
