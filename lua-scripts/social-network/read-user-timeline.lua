-- SPDX-License-Identifier: Apache-2.0
--
-- DeathStarBench's social network: reads ten posts of a random user's user timeline.
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

function request()
   local user = math.random(0, users - 1)
   local start = math.random(0, 100)
   local path = "/wrk2-api/user-timeline/read?user_id=" .. user .. "&start=" .. start .. "&stop=" .. start + 10
   return wrk.format("GET", path, headers)
end
