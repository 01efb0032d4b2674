"""Where a path leads, all links followed; hostile ones may lead nowhere that can be looked at."""

import os

NOWHERE = ""
"""In the place of a path that cannot be followed: it lies in no folder."""


def real_path(path: str | os.PathLike[str]) -> str:
    """Give the path behind all links; `NOWHERE` where they cannot be followed, such as into a closed folder."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return NOWHERE
