local words = require("words")
local users = {}

function init(args)
   for line in io.lines(args[1] or "users.csv") do
      users[#users + 1] = line
   end
end

function request()
   return wrk.format("GET", "/users/" .. users[math.random(#users)] .. "?q=" .. words[1])
end
