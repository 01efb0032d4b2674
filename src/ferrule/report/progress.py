"""The ladder while it is climbed: one live line per gate on a terminal, plain lines in a pipe."""

import threading
import time
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ferrule.facts.gate import GateResult
from ferrule.facts.progress import Activity, Finished, Progress, Started
from ferrule.report.check_text import MARKS
from ferrule.report.escape import on_one_line

if TYPE_CHECKING:
    from rich.spinner import Spinner

_PER_SECOND = 8
_STILL_S = 30.0


class PlainLines:
    """A line when a gate begins and when it ends, and a sign of life in between."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last = time.monotonic()

    def shown(self) -> AbstractContextManager[object]:
        """Give what to hold open while the ladder is climbed."""
        return nullcontext()

    def __call__(self, event: Progress) -> None:
        """Take one event."""
        match event:
            case Started(gate, command):
                self._say(f"{gate}: {command}")
            case Activity(gate, text) if time.monotonic() - self._last > _STILL_S:
                self._say(f"{gate}: still running: {text}")
            case Finished(result):
                self._say(f"{result.id}: {_ended(result)}")
            case _:
                pass

    def _say(self, line: str) -> None:
        self._last = time.monotonic()
        self._console.print(Text(on_one_line(line, 500)), highlight=False, soft_wrap=True)


class LiveLines:
    """A table that redraws itself: what runs, for how long, and what it is doing."""

    def __init__(self, console: Console) -> None:
        from rich.live import Live  # here and below: a pipe has no use for what moves

        self._lock = threading.Lock()
        self._running: dict[str, tuple[float, str, Spinner]] = {}
        self._live = Live(console=console, get_renderable=self._table, refresh_per_second=_PER_SECOND, transient=True)
        self._console = console

    def shown(self) -> AbstractContextManager[object]:
        """Give what to hold open while the ladder is climbed."""
        return self._live

    def __call__(self, event: Progress) -> None:
        """Take one event."""
        with self._lock:
            match event:
                case Started(gate, _):
                    from rich.spinner import Spinner

                    self._running[gate] = (time.monotonic(), "", Spinner("dots"))
                case Activity(gate, text) if gate in self._running:
                    began, _, spinner = self._running[gate]
                    self._running[gate] = (began, text, spinner)
                case Finished(result):
                    self._running.pop(result.id, None)
                case _:
                    pass
        if isinstance(event, Finished):
            mark, style = MARKS[event.result.status]
            line = Text.assemble((f"{mark} {event.result.id:<9} ", style), _ended(event.result))
            self._console.print(line, highlight=False)

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 1))
        with self._lock:
            for gate, (began, text, spinner) in self._running.items():
                elapsed = f"{time.monotonic() - began:5.1f} s"
                width = max(10, self._console.width - 24)
                table.add_row(spinner, f"{gate:<9}", elapsed, Text(on_one_line(text, width), "dim"))
        return table


def _ended(result: GateResult) -> str:
    reason = f" ({result.reason})" if result.reason else ""
    seconds = f" in {result.seconds:.1f} s" if result.argv else ""
    seen = f", {result.seen.count} {result.seen.unit}" if result.seen and result.argv else ""
    return f"{result.status}{reason}{seconds}{seen}"
