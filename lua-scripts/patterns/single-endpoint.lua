-- SPDX-License-Identifier: Apache-2.0
--
-- One endpoint, over and over: the path of the URL, or the one in the environment. Runs under wrk-junit and a stock wrk2.
--
--     endpoint    environment: the path with its query; that of the URL unless set
--     method      environment: GET unless set
--
-- There is no request() here: wrk makes the request once and sends the same bytes each time.

wrk.path = os.getenv("endpoint") or wrk.path
wrk.method = os.getenv("method") or wrk.method
