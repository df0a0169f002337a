-- SPDX-License-Identifier: Apache-2.0
--
-- Reads 95 times of 100, writes 5 times: a catalogue, a timeline. Runs under wrk-junit and under a stock wrk2.
--
--     read_path     environment: what is read; /items/N unless set, N from 1 to items
--     write_path    environment: where to is written; /items unless set
--     items         environment: 1000 unless set

-- Threads share a clock of whole seconds, so each seeds itself with more than that: the fraction where luasocket is there, the
-- address of a fresh table elsewhere.
local has_socket, socket = pcall(require, "socket")
local seed = has_socket and socket.gettime() * 1000 or os.time() + (tonumber(tostring({}):match("0x(%x+)") or "0", 16) % 2 ^ 31) / 64
math.randomseed(seed)
math.random(); math.random(); math.random()

local READS = 0.95

local items = tonumber(os.getenv("items")) or 1000
local read_path = os.getenv("read_path")
local write_path = os.getenv("write_path") or "/items"
local json = { ["Content-Type"] = "application/json" }
local no_headers = {}

local function read()
   return wrk.format("GET", read_path or "/items/" .. math.random(items), no_headers)
end

local function write()
   local body = "{\"id\":" .. math.random(items) .. ",\"value\":" .. math.random(0, 999999) .. "}"
   return wrk.format("POST", write_path, json, body)
end

function request()
   if math.random() < READS then return read() end
   return write()
end
