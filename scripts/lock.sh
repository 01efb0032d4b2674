#!/usr/bin/env bash
# Renews requirements/*.lock: every package pinned, with its hashes, for all platforms. usage: scripts/lock.sh BIN
set -euo pipefail
cd "$(dirname "$0")/.."
uv=("$1/uv" pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --python-version 3.11)
"${uv[@]}" pyproject.toml --extra tools --group pyproject.toml:build --output-file requirements/run.lock "${@:2}"
"${uv[@]}" pyproject.toml --extra all --group pyproject.toml:build --group pyproject.toml:dev \
  --output-file requirements/dev.lock "${@:2}"
