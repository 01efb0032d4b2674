"""Where the installed programs begin and end; apart from `main`, which is slow to import."""

import contextlib
import gc
import os
import sys
import traceback

_OBJECTS = 100_000
_BUG = 70
"""EX_SOFTWARE of sysexits.h."""


def main() -> None:
    """Run ferrule and leave without tidying up.

    Both deeds here are about the time of a short command, measured on `check --profile quick`: looking for garbage
    while modules are imported takes 0.15 s, and taking the interpreter apart at the end 0.08 s.
    """
    gc.set_threshold(_OBJECTS, 20, 20)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a shell's `2>&-`
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
    code = _run()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # `| head` has seen enough
            stream.flush()
    os._exit(code)


def _run() -> int:
    """Give ferrule's exit code; a bug shows its traceback and ends in a code that no verdict has."""
    try:
        from ferrule.cli.main import main as run

        return run()
    except Exception:  # noqa: BLE001 - the outermost place: the code 1 would say that the Rust code fell short
        traceback.print_exc()
        return _BUG
    finally:
        if (guard := sys.modules.get("ferrule.process.guard")) is not None:  # else no program was started
            guard.GUARD.release()
