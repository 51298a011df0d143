#!/bin/sh
# Installs strace where that is allowed. Where it is not, the proof itself says that strace is missing.
set -eu

command -v strace >/dev/null && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends strace
fi
