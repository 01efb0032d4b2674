"""Threads of which no fault is lost: whoever began one hears what ended it."""

import threading
import traceback
from collections.abc import Callable


def begin(
    name: str,
    work: Callable[[], object],
    broke: Callable[[Exception], None],
    ended: Callable[[], object] = lambda: None,
) -> threading.Thread:
    """Do a piece of work on a thread of its own, which does not keep the process alive; gives the thread.

    Args:
        name: what the thread is called.
        work: what is to be done there.
        broke: hears the exception that ended the work, on that thread.
        ended: called last, however the work ended.
    """

    def run() -> None:
        try:
            work()
        except Exception as fault:  # noqa: BLE001 - the outermost place of a thread: whoever began it has to learn of it
            broke(fault)
        finally:
            ended()

    thread = threading.Thread(target=run, name=name, daemon=True)
    thread.start()
    return thread


def trace_of(fault: Exception) -> str:
    """Give the traceback of an exception as text."""
    return "".join(traceback.format_exception(fault))
