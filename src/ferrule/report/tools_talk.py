"""Tools while they are brought: one line that changes on a terminal, plain lines in a pipe."""

import time
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from rich.console import Console
from rich.text import Text

from ferrule.facts.tools import Heard
from ferrule.report.escape import for_terminal, on_one_line

_STILL_S: Final = 30.0


class ToolLines:
    """What happens, line by line; of the programs at work the newest line alone, or one now and then in a pipe."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._status = console.status("") if console.is_terminal and not console.quiet else None
        self._last = self._drawn = time.monotonic()

    def shown(self) -> AbstractContextManager[object]:
        """Give what to hold open meanwhile."""
        return self._status or nullcontext()

    def __call__(self, heard: Heard) -> None:
        """Take one event."""
        now = time.monotonic()
        name = f"{heard.name}: " if heard.name else ""
        if not heard.passing:
            self._last = now
            self._console.print(Text(f"{name}{for_terminal(heard.words)}"), highlight=False, soft_wrap=True)
        if self._status is not None:
            if now - self._drawn > 0.1 or not heard.passing:
                self._drawn = now
                line = on_one_line(f"{name}{heard.words}", max(20, self._console.width - 4))
                self._status.update(Text(line, "dim"))
        elif heard.passing and now - self._last > _STILL_S:
            self._last = now
            line = on_one_line(heard.words, 200)
            self._console.print(Text(f"{name}still at work: {line}"), highlight=False, soft_wrap=True)
