-- SPDX-License-Identifier: Apache-2.0
--
-- DeathStarBench's hotel reservation service as guests use it: of 1000 requests about 600 search, 390 ask for recommendations,
-- 5 log in, 5 reserve. Runs under wrk-junit and under a stock wrk2; takes no arguments.
--
-- Paths are relative: the load goes to the URL that wrk2 is given.

-- Threads share a clock of whole seconds, so each seeds itself with more than that: the fraction where luasocket is there, the
-- address of a fresh table elsewhere.
local has_socket, socket = pcall(require, "socket")
local seed = has_socket and socket.gettime() * 1000 or os.time() + (tonumber(tostring({}):match("0x(%x+)") or "0", 16) % 2 ^ 31) / 64
math.randomseed(seed)
math.random(); math.random(); math.random()

local random, format = math.random, string.format

local NO_HEADERS = {} -- wrk adds the Host; no other header is sent

local function day(number)
   return format("2015-04-%02d", number)
end

-- A place in the bay area, on a grid of 1/1000 degree, as the service's data has them.
local function place()
   local latitude = 38.0235 + (random(0, 481) - 240.5) / 1000
   local longitude = -122.095 + (random(0, 325) - 157) / 1000
   return "&lat=" .. tostring(latitude) .. "&lon=" .. tostring(longitude)
end

-- One of the 501 users; the password is the number, ten times.
local function user()
   local number = tostring(random(0, 500))
   return "Cornell_" .. number, number:rep(10)
end

local function search()
   local arrival = random(9, 23)
   local departure = random(arrival + 1, 24)
   return wrk.format("GET", "/hotels?inDate=" .. day(arrival) .. "&outDate=" .. day(departure) .. place(), NO_HEADERS)
end

local function recommend()
   local coin = random()
   local wish = coin < 0.33 and "dis" or coin < 0.66 and "rate" or "price"
   return wrk.format("GET", "/recommendations?require=" .. wish .. place(), NO_HEADERS)
end

local function login()
   local name, password = user()
   return wrk.format("POST", "/user?username=" .. name .. "&password=" .. password, NO_HEADERS)
end

local function reserve()
   local arrival = random(9, 23)
   local departure = arrival + random(1, 5)
   local hotel = random(1, 80)
   local name, password = user()
   -- The service is known with lat=nil&lon=nil from the reservations of DeathStarBench's script: they stay, word for word.
   return wrk.format("POST", "/reservation?inDate=" .. day(arrival) .. "&outDate=" .. day(departure) .. "&lat=nil&lon=nil"
      .. "&hotelId=" .. hotel .. "&customerName=" .. name .. "&username=" .. name .. "&password=" .. password .. "&number=1",
      NO_HEADERS)
end

function request()
   local coin = random()
   if coin < 0.6 then return search() end
   if coin < 0.99 then return recommend() end
   if coin < 0.995 then return login() end
   return reserve()
end
