#!/usr/bin/env bash
# Builds the virtual environment from the lock; says what is missing when it cannot.
# usage: scripts/setup.sh VENV run|dev
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$1
lock=requirements/$2.lock

missing() {
  printf 'missing: %s\n  get it: %s\n' "$1" "$2" >&2
  exit 3
}

python=""
for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || missing "Python 3.11 or newer" "https://www.python.org/downloads/ or your system's package manager"
"$python" -c 'import venv, ensurepip' 2>/dev/null || missing "Python's venv module" "apt-get install python3-venv (Debian, Ubuntu)"
command -v git >/dev/null || missing "git" "your system's package manager"
command -v cargo >/dev/null || missing "a Rust toolchain (cargo)" "https://rustup.rs"
for component in rustfmt clippy; do
  cargo "${component/rustfmt/fmt}" --version >/dev/null 2>&1 || missing "$component" "rustup component add $component"
done

echo "setting up $venv from $lock"
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
pip=("$venv/bin/python" -m pip --disable-pip-version-check --quiet)
"${pip[@]}" install --require-hashes --requirement "$lock" || {
  echo "the packages of $lock could not be installed; pip's words are above (is PyPI reachable?)" >&2
  exit 3
}
"${pip[@]}" install --no-deps --no-build-isolation --editable .
if [ "$2" = dev ]; then
  scripts/browser.sh
fi
