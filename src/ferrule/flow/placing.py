"""A file of settings written in one step."""

import os
from pathlib import Path


def put_file(path: Path, text: str) -> None:
    """Write a whole file in one step: a link in its place is replaced, not followed.

    Raises:
        OSError: when it cannot be written; the file that was there is then untouched.
    """
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "w", encoding="utf-8") as file:
            file.write(text)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
