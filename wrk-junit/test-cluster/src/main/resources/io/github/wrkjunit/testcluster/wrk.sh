#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# wrk in the images of tests: what a Replay says, else the engine. /dev/shm is the one place that can be written to in every
# pod; nothing can be loaded from there, so LuaJIT's library lies beside the jar.
if [ -n "$STAND_IN" ]; then
  exec sh -c "$(printf %s "$STAND_IN" | base64 -d)" wrk "$@"
fi
exec java -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Djava.io.tmpdir=/dev/shm -Djava.library.path=/opt/wrk \
  -jar /opt/wrk/wrk.jar --no-verdict "$@"
