"""What a program reads from its standard input."""

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from typing import IO


@contextlib.contextmanager
def fed(text: bytes | None) -> Iterator[IO[bytes] | int]:
    """Give a file that holds the text, already open at its beginning; for None what is at its end at once.

    A file and no pipe: nobody waits for a program that never reads, and none is killed for not reading all.
    """
    if text is None:
        yield subprocess.DEVNULL
        return
    with tempfile.TemporaryFile() as file:
        file.write(text)
        file.seek(0)
        yield file
