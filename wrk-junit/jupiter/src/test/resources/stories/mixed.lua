-- SPDX-License-Identifier: Apache-2.0
request = function()
  return wrk.format("GET", "/hotels")
end
