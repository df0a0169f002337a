-- SPDX-License-Identifier: Apache-2.0
--
-- A template for a script of your own: several endpoints, each with a weight. Copy it and change the table.
-- Runs under wrk-junit and under a stock wrk2.

-- Threads share a clock of whole seconds, so each seeds itself with more than that: the fraction where luasocket is there, the
-- address of a fresh table elsewhere.
local has_socket, socket = pcall(require, "socket")
local seed = has_socket and socket.gettime() * 1000 or os.time() + (tonumber(tostring({}):match("0x(%x+)") or "0", 16) % 2 ^ 31) / 64
math.randomseed(seed)
math.random(); math.random(); math.random()

-- Weights are shares of their sum. `make` returns one request; wrk.format(method, path, headers, body) puts it together, adds the
-- Host, and the Content-Length where there is a body.
local endpoints = {
   {
      weight = 70,
      make = function()
         return wrk.format("GET", "/api/items/" .. math.random(100), {})
      end,
   },
   {
      weight = 30,
      make = function()
         local body = "{\"item\":" .. math.random(100) .. ",\"quantity\":" .. math.random(5) .. "}"
         return wrk.format("POST", "/api/orders", { ["Content-Type"] = "application/json" }, body)
      end,
   },
}

local total = 0
for _, endpoint in ipairs(endpoints) do total = total + endpoint.weight end

function request()
   local coin = math.random() * total
   for _, endpoint in ipairs(endpoints) do
      coin = coin - endpoint.weight
      if coin < 0 then return endpoint.make() end
   end
   return endpoints[#endpoints].make()
end
