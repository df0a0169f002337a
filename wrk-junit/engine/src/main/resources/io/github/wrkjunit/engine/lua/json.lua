-- SPDX-License-Identifier: Apache-2.0
--
-- JSON for scripts, under the names and with the habits of the modules that scripts ask for: cjson, cjson.safe, json and dkjson.
-- Only what they have in common: encode, decode and null. Loaded when a script asks for one of them and has none beside it.
local floor, huge = math.floor, math.huge
local byte, char, find, format, sub = string.byte, string.char, string.find, string.format, string.sub
local concat, sort = table.concat, table.sort
local DEEPEST = 1000

local null = setmetatable({}, { __tostring = function() return "null" end })

-- Writing -----------------------------------------------------------------------------------------------------------------

local escapes = { ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function quoted(text)
   return '"' .. text:gsub('[%c"\\\127]', function(c) return escapes[c] or format("\\u%04x", byte(c)) end) .. '"'
end

local function number(value)
   if value ~= value or value == huge or value == -huge then error("cannot encode the number " .. value .. " as JSON", 0) end
   if value == floor(value) and value > -1e15 and value < 1e15 then return format("%d", value) end
   return format("%.14g", value)
end

-- The length of a table that is an array: all its keys are 1 to that; nil if it has another key.
local function length(value)
   local count, highest = 0, 0
   for key in pairs(value) do
      if type(key) ~= "number" or key < 1 or key ~= floor(key) then return nil end
      count, highest = count + 1, key > highest and key or highest
   end
   return count == highest and count or nil
end

local function encode(value, empty, out, depth)
   local kind = type(value)
   if value == nil or value == null then
      out[#out + 1] = "null"
   elseif kind == "string" then
      out[#out + 1] = quoted(value)
   elseif kind == "number" then
      out[#out + 1] = number(value)
   elseif kind == "boolean" then
      out[#out + 1] = tostring(value)
   elseif kind ~= "table" then
      error("cannot encode a " .. kind .. " as JSON", 0)
   elseif depth > DEEPEST then
      error("cannot encode a table that is nested more than " .. DEEPEST .. " deep, or that holds itself, as JSON", 0)
   else
      local meta = getmetatable(value)
      local told = type(meta) == "table" and meta.__jsontype
      local size = told ~= "object" and length(value)
      if next(value) == nil and not told then
         out[#out + 1] = empty
      elseif size then
         for i = 1, size do
            out[#out + 1] = i == 1 and "[" or ","
            encode(value[i], empty, out, depth + 1)
         end
         out[#out + 1] = size == 0 and "[]" or "]"
      else
         local names, of = {}, {}
         for key in pairs(value) do
            if type(key) ~= "string" and type(key) ~= "number" then
               error("cannot encode a table with a " .. type(key) .. " as a key as JSON", 0)
            end
            local name = tostring(key)
            names[#names + 1], of[name] = name, key
         end
         sort(names) -- the same text in each run
         out[#out + 1] = "{"
         for i, name in ipairs(names) do
            out[#out + 1] = (i == 1 and "" or ",") .. quoted(name) .. ":"
            encode(value[of[name]], empty, out, depth + 1)
         end
         out[#out + 1] = "}"
      end
   end
end

-- Reading -----------------------------------------------------------------------------------------------------------------

local function wrong(text, at, what)
   local seen = at > #text and "the end of the text" or "'" .. sub(text, at, at) .. "'"
   error("JSON cannot be read: " .. what .. " expected at character " .. at .. ", not " .. seen, 0)
end

local function behind_blanks(text, at) return (find(text, "[^ \t\r\n]", at)) or #text + 1 end

local function utf8(code)
   if code < 0x80 then return char(code) end
   if code < 0x800 then return char(0xC0 + floor(code / 0x40), 0x80 + code % 0x40) end
   if code < 0x10000 then
      return char(0xE0 + floor(code / 0x1000), 0x80 + floor(code / 0x40) % 0x40, 0x80 + code % 0x40)
   end
   return char(0xF0 + floor(code / 0x40000), 0x80 + floor(code / 0x1000) % 0x40, 0x80 + floor(code / 0x40) % 0x40, 0x80 + code % 0x40)
end

local unescaped = { ['"'] = '"', ["\\"] = "\\", ["/"] = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }

local function hex(text, at)
   local digits = text:match("^%x%x%x%x", at)
   if not digits then wrong(text, at, "four hexadecimal digits") end
   return tonumber(digits, 16)
end

-- The string whose opening quote is before this place, and the place behind its closing one.
local function read_string(text, at)
   local parts = {}
   while true do
      local stop = find(text, '[%c"\\]', at)
      if not stop then wrong(text, #text + 1, "'\"'") end
      parts[#parts + 1] = sub(text, at, stop - 1)
      local c = sub(text, stop, stop)
      if c == '"' then return concat(parts), stop + 1 end
      if c == "\127" then -- a control character in Lua's eyes only
         parts[#parts + 1], at = c, stop + 1
      elseif c ~= "\\" then
         wrong(text, stop, "'\"'")
      else
         local which = sub(text, stop + 1, stop + 1)
         if which == "u" then
            local code = hex(text, stop + 2)
            at = stop + 6
            if code >= 0xD800 and code < 0xDC00 and sub(text, at, at + 1) == "\\u" then
               local low = hex(text, at + 2)
               if low >= 0xDC00 and low < 0xE000 then
                  code, at = 0x10000 + (code - 0xD800) * 0x400 + low - 0xDC00, at + 6
               end
            end
            parts[#parts + 1] = utf8(code)
         elseif unescaped[which] then
            parts[#parts + 1], at = unescaped[which], stop + 2
         else
            wrong(text, stop + 1, "one of \"\\/bfnrtu")
         end
      end
   end
end

local function read_number(text, at)
   local whole = text:match("^-?0()", at) or text:match("^-?[1-9]%d*()", at)
   if not whole then wrong(text, at, "a value") end
   local behind = text:match("^%.%d+()", whole) or whole
   behind = text:match("^[eE][+-]?%d+()", behind) or behind
   return tonumber(sub(text, at, behind - 1)), behind
end

local literals = { t = { "true", true }, f = { "false", false }, n = { "null" } }

local function read_value(text, at, nothing, depth)
   if depth > DEEPEST then error("JSON cannot be read: it is nested more than " .. DEEPEST .. " deep", 0) end
   at = behind_blanks(text, at)
   local c = sub(text, at, at)
   if c == '"' then return read_string(text, at + 1) end
   if c == "[" then
      local list, size = {}, 0
      at = behind_blanks(text, at + 1)
      if sub(text, at, at) == "]" then return list, at + 1 end
      while true do
         size = size + 1
         list[size], at = read_value(text, at, nothing, depth + 1)
         at = behind_blanks(text, at)
         c = sub(text, at, at)
         if c == "]" then return list, at + 1 end
         if c ~= "," then wrong(text, at, "',' or ']'") end
         at = at + 1
      end
   end
   if c == "{" then
      local object = {}
      at = behind_blanks(text, at + 1)
      if sub(text, at, at) == "}" then return object, at + 1 end
      while true do
         at = behind_blanks(text, at)
         if sub(text, at, at) ~= '"' then wrong(text, at, "'\"'") end
         local name
         name, at = read_string(text, at + 1)
         at = behind_blanks(text, at)
         if sub(text, at, at) ~= ":" then wrong(text, at, "':'") end
         object[name], at = read_value(text, at + 1, nothing, depth + 1)
         at = behind_blanks(text, at)
         c = sub(text, at, at)
         if c == "}" then return object, at + 1 end
         if c ~= "," then wrong(text, at, "',' or '}'") end
         at = at + 1
      end
   end
   local literal = literals[c]
   if literal and sub(text, at, at + #literal[1] - 1) == literal[1] then
      if c == "n" then return nothing, at + 4 end
      return literal[2], at + #literal[1]
   end
   return read_number(text, at)
end

local function decode(text, nothing)
   if type(text) ~= "string" then error("JSON is read from a string, not from a " .. type(text) .. " value", 0) end
   local value, at = read_value(text, 1, nothing, 0)
   at = behind_blanks(text, at)
   if at <= #text then wrong(text, at, "the end of the text") end
   return value
end

local function encoded(value, empty)
   local out = {}
   encode(value, empty, out, 0)
   return concat(out)
end

-- The modules -------------------------------------------------------------------------------------------------------------

local function raising(run, ...)
   local ok, result = pcall(run, ...)
   if not ok then error(result, 3) end
   return result
end

local function returning(run, ...)
   local ok, result = pcall(run, ...)
   if ok then return result end
   return nil, result
end

local function cjson(call)
   return {
      null = null,
      encode = function(value) return call(encoded, value, "{}") end,
      decode = function(text) return call(decode, text, null) end,
   }
end

local modules = {}
modules["cjson"] = cjson(raising)
modules["cjson.safe"] = cjson(returning)
modules["json"] = {
   null = null,
   encode = function(value) return raising(encoded, value, "[]") end,
   decode = function(text) return raising(decode, text, nil) end,
}
modules["dkjson"] = {
   null = null,
   quotestring = quoted,
   encode = function(value) return raising(encoded, value, "[]") end,
   decode = function(text, position, nothing)
      local ok, value, at = pcall(read_value, text, position or 1, nothing, 0)
      if ok then return value, at end
      return nil, position or 1, value
   end,
}
modules["dkjson"].use_lpeg = function() return modules["dkjson"] end
return modules
