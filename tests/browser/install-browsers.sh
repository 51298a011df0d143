#!/usr/bin/env bash
# Installs Debian's Chromium and Firefox ESR for the browser tests where apt-get may, otherwise says what is missing.
set -euo pipefail

missing=()
[ -x /usr/bin/chromium ] || missing+=(chromium)
[ -x /usr/bin/firefox-esr ] || missing+=(firefox-esr)
[ "${#missing[@]}" -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update --quiet=2
  apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}" >/dev/null
  exit 0
fi

echo "The browser tests need: ${missing[*]}. Install with: sudo apt-get install ${missing[*]}" >&2
exit 1
