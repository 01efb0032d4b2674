"""Where the installed programs begin and end; apart from `main`, which is slow to import."""

import gc
import os
import sys

_OBJECTS = 100_000


def main() -> None:
    """Run ferrule and leave without tidying up.

    Both deeds here are about the time of a short command, measured on `check --profile quick`: looking for garbage
    while modules are imported takes 0.15 s, and taking the interpreter apart at the end 0.08 s.
    """
    gc.set_threshold(_OBJECTS, 20, 20)
    from ferrule.cli.main import main as run

    code = run()
    from ferrule.process.guard import GUARD

    GUARD.release()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:  # `| head` has seen enough
            code = code or 1
    os._exit(code)
