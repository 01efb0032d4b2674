#!/usr/bin/env bash
# Lint, format, types and the import contract. usage: scripts/lint.sh BIN
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$1
"$bin/ruff" check .
"$bin/ruff" format --check .
"$bin/mypy"
"$bin/lint-imports"
