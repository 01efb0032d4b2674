"""TOML files of a workspace, read as what anybody may have put there."""

import tomllib
from pathlib import Path
from typing import Any


def read_toml(path: Path) -> dict[str, Any]:
    """Give what stands in a file; empty when there is none, or it cannot be read: Cargo itself says why."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}
