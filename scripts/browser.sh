#!/usr/bin/env bash
# Brings a browser for the tests that look at the HTML report; without one they are skipped, and say so.
set -euo pipefail
for name in "${FERRULE_BROWSER:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null; then
    exit 0
  fi
done
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo -n)
if command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null; then
  echo "installing chromium for the tests"
  # Not a fault of ours where the system's packages cannot be reached.
  { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 \
    || echo "chromium could not be installed: tests in a browser are skipped" >&2
else
  echo "no browser found (chromium): tests in a browser are skipped" >&2
fi
