-- SPDX-License-Identifier: Apache-2.0
--
-- DeathStarBench's social network as people use it: of 10 requests 6 read a home timeline, 3 a user's timeline, 1 writes a post.
-- Runs under wrk-junit and under a stock wrk2; takes no arguments.
--
--     max_user_index    environment: users are 0 to this minus 1; 962 unless set

-- Threads share a clock of whole seconds, so each seeds itself with more than that: the fraction where luasocket is there, the
-- address of a fresh table elsewhere.
local has_socket, socket = pcall(require, "socket")
local seed = has_socket and socket.gettime() * 1000 or os.time() + (tonumber(tostring({}):match("0x(%x+)") or "0", 16) % 2 ^ 31) / 64
math.randomseed(seed)
math.random(); math.random(); math.random()

local users = tonumber(os.getenv("max_user_index")) or 962
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }

local function read(timeline)
   local user = math.random(0, users - 1)
   local start = math.random(0, 100)
   local path = "/wrk2-api/" .. timeline .. "/read?user_id=" .. user .. "&start=" .. start .. "&stop=" .. start + 10
   return wrk.format("GET", path, headers)
end

local letters = {}
for letter in ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"):gmatch(".") do
   letters[#letters + 1] = letter
end

local characters = {} -- used again and again: a post has some 500

local function word(length)
   for i = 1, length do characters[i] = letters[math.random(62)] end
   return table.concat(characters, "", 1, length)
end

local function digits(length)
   for i = 1, length do characters[i] = math.random(0, 9) end
   return table.concat(characters, "", 1, length)
end

-- A post: 256 characters, 1 to 6 mentions of others, 1 to 6 links, 1 to 5 pictures. Its text is not encoded: the service wants
-- it so.
local function compose_post()
   local user = math.random(0, users - 1)
   local text = { word(256) }
   for _ = 1, math.random(1, 6) do
      -- Another user than the author; where there is one user only, the author.
      local other = users > 1 and (user + math.random(1, users - 1)) % users or user
      text[#text + 1] = " @username_" .. other
   end
   for _ = 1, math.random(1, 6) do text[#text + 1] = " http://" .. word(64) end
   local ids, types = {}, {}
   for i = 1, math.random(1, 5) do
      ids[i] = "\"" .. digits(18) .. "\""
      types[i] = "\"png\""
   end
   local body = "username=username_" .. user .. "&user_id=" .. user .. "&text=" .. table.concat(text)
      .. "&media_ids=[" .. table.concat(ids, ",") .. "]&media_types=[" .. table.concat(types, ",") .. "]&post_type=0"
   return wrk.format("POST", "/wrk2-api/post/compose", headers, body)
end

function request()
   local coin = math.random()
   if coin < 0.6 then return read("home-timeline") end
   if coin < 0.9 then return read("user-timeline") end
   return compose_post()
end
