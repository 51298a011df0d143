#!/bin/sh
# Makes sure that both browsers are there: installs what is missing with apt-get where that is allowed,
# otherwise says what to install and fails. A browser test is never skipped.
set -eu

missing=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
  missing="chromium"
command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing="$missing firefox-esr"
# The test pages name one font, so that screenshots do not hang on which fonts a machine has.
fc-list 2>/dev/null | grep -q DejaVuSans || missing="$missing fontconfig fonts-dejavu-core"
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null; then
  if [ "$(id -u)" -eq 0 ]; then
    as_root=""
  elif sudo -n true 2>/dev/null; then
    as_root="sudo"
  else
    echo "The browser tests need: $missing. Install with: sudo apt-get install $missing" >&2
    exit 1
  fi
  $as_root apt-get update -qq
  # shellcheck disable=SC2086  # one word for each package
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing
else
  echo "The browser tests need these programs, under their Debian names: $missing. Install them, then test again." >&2
  exit 1
fi
