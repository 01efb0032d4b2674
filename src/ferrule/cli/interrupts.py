"""How a run is ended from outside: as by Ctrl-C, and at the latest a moment after it was asked for."""

import signal
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_AGAIN_S: Final = 0.01


def heed() -> None:
    """Let SIGTERM and SIGHUP end a run like Ctrl-C, and none of the three be lost: gates are ended, finished rows kept.

    Python drops what is raised in a finaliser or in the callback of a weak reference, and a collection of garbage may
    run thousands of those in a row: a signal that came meanwhile is heard in the first of them. It is sent again then.
    """
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, _interrupt)
    sys.unraisablehook = _unraisable


def _interrupt(number: int, _frame: object) -> None:
    raise KeyboardInterrupt(number)


def _unraisable(dropped: "UnraisableHookArgs") -> None:
    if isinstance(dropped.exc_value, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)
    else:
        sys.__unraisablehook__(dropped)
