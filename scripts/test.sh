#!/usr/bin/env bash
# All that has to hold: lint, types, import contract, tests with coverage. usage: scripts/test.sh BIN
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$1
scripts/lint.sh "$bin"
"$bin/python" -m coverage erase
# Neighbours stay on one worker as long as it has work: they share what their module sets up.
"$bin/pytest" --numprocesses="${FERRULE_TEST_WORKERS:-auto}" --dist=worksteal --cov --cov-report=term
