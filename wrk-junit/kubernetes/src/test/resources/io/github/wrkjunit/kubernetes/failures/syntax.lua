wrk.method = "POST"
wrk.body = "a" "b" )
