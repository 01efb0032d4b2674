"""Whether a path is there, where those of the standard library raise for a folder that may not be entered."""

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Say whether a file is there that may be seen."""
    return os.path.isfile(path)


def is_folder(path: Path) -> bool:
    """Say whether a folder is there that may be seen."""
    return os.path.isdir(path)


def exists(path: Path) -> bool:
    """Say whether anything is there that may be seen, a link to nothing included."""
    return os.path.lexists(path)  # never raises
