-- SPDX-License-Identifier: Apache-2.0
-- Every request has an id of its own; args: method and path.
local threads = 0

function setup(thread)
   threads = threads + 1
   thread:set("number", threads)
end

local method, path, count = "GET", "/rude", 0

function init(args)
   method, path = args[1] or method, args[2] or path
end

function request()
   count = count + 1
   return wrk.format(method, path .. "?id=" .. (number * 1000000 + count))
end
