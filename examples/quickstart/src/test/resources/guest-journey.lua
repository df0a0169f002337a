-- SPDX-License-Identifier: Apache-2.0
--
-- One guest after another searches, logs in and reserves: each thread walks round these three steps.

local step = 0
local guest = 0

local function stay()
   return "inDate=2015-04-09&outDate=2015-04-11"
end

local function user()
   return "username=Cornell_" .. guest .. "&password=" .. tostring(guest):rep(10)
end

local steps = {
   function()
      guest = math.random(0, 500)
      return wrk.format("GET", "/hotels?" .. stay() .. "&lat=37.9&lon=-122.1")
   end,
   function()
      return wrk.format("POST", "/user?" .. user())
   end,
   function()
      return wrk.format("POST", "/reservation?" .. stay() .. "&hotelId=" .. math.random(80) .. "&number=1&customerName=Cornell_"
         .. guest .. "&" .. user())
   end,
}

function request()
   step = step % #steps + 1
   return steps[step]()
end
