"""One command from its begin to its end, told of to the log and to a collector, and what went wrong with those."""

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Final

from ferrule.telemetry.session import Session
from ferrule.telemetry.span import RUN, Span, span

_QUIET: Final = ("--quiet", "-q")
_LONGEST: Final = 300


@contextlib.contextmanager
def observed(words: list[str], commands: tuple[str, ...]) -> Iterator[Span]:
    """Give the span of the command in these words; its result is out before anything is waited for."""
    command = next((word for word in words if word in commands), None)
    if command is None:  # `--help` and wrong use are no runs
        yield span(RUN)
        return
    session = Session(os.environ)
    try:
        with span(RUN, command=command) as run:
            yield run
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):  # whoever waits no longer has the result, and it stands
            notes = session.end()
            if not any(word in _QUIET for word in words):
                _say(notes)


def _say(notes: tuple[str, ...]) -> None:
    if notes:
        from ferrule.process.redact import mask
        from ferrule.report.escape import on_one_line

        with contextlib.suppress(OSError):
            sys.stderr.write("".join(f"note: {on_one_line(mask(note), _LONGEST)}\n" for note in notes))
