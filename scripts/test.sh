#!/usr/bin/env bash
# All that has to hold: lint, types, import contract, tests with coverage. usage: scripts/test.sh BIN
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$1
scripts/lint.sh "$bin"
"$bin/python" -m coverage erase
"$bin/pytest" --numprocesses="${FERRULE_TEST_WORKERS:-auto}" --cov --cov-report=term
