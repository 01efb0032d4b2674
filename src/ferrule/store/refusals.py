"""The operating system's refusals in ferrule's words."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from ferrule.errors import StoreBroken


def words(path: Path, refusal: OSError) -> str:
    """Give what was refused and why: the file that the error names, else `path`."""
    return f"{refusal.filename or path}: {refusal.strerror or refusal}"


@contextlib.contextmanager
def reachable(folder: Path) -> Iterator[None]:
    """Turn the system's refusals inside the block into one of the state folder, in ferrule's words.

    Raises:
        StoreBroken: where the system refused.
    """
    try:
        yield
    except OSError as refusal:
        raise StoreBroken(words(folder, refusal)) from refusal
