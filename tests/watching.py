"""A watch without a screen in a test: what it told, and waiting for what it will tell."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from ferrule.api.watching import watch
from ferrule.facts.gate import GateResult
from ferrule.facts.progress import Finished
from ferrule.facts.request import CheckRequest
from ferrule.facts.status import Reason
from ferrule.facts.watch import Broke, Happening, RoundBegan, RoundEnded, Saved, WatchRequest

_LOOK_S = 0.1


class Watched:
    """A watch of a workspace, and all that it told."""

    def __init__(self, root: Path, *only: str, poll: bool = False, profile: str | None = None) -> None:
        self.told: list[Happening] = []
        self._news = threading.Condition()
        check = CheckRequest(root, profile=profile, only=only, command="watch")
        self.engine = watch(WatchRequest(check, poll), self._hear)

    def __enter__(self) -> Self:
        self.engine.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.engine.end()
        broke = [event.trace for event in self.told if isinstance(event, Broke)]
        assert broke == []

    def _hear(self, event: Happening) -> None:
        with self._news:
            self.told.append(event)
            self._news.notify_all()

    def until(self, holds: Callable[[], bool], timeout_s: float = 90.0) -> None:
        """Wait until something holds: of what was told, or of the files, of which no news comes here."""
        deadline = time.monotonic() + timeout_s
        with self._news:
            while not holds():
                assert time.monotonic() < deadline, self.told
                self._news.wait(_LOOK_S)

    def ended(self, since: int = 0) -> RoundEnded:
        """Wait for the first round that is climbed to its end after so many events; gives it."""
        self.until(lambda: bool(self._whole(since)))
        return self._whole(since)[0]

    def after(self, deed: Callable[[], object]) -> RoundEnded:
        """Do something to the workspace, and wait for the round that it brings."""
        since = len(self.told)
        deed()
        return self.ended(since)

    def quiet(self, deed: Callable[[], object], seconds: float = 1.5) -> list[Happening]:
        """Do something that shall start no round; gives what was told within a while."""
        since = len(self.told)
        deed()
        time.sleep(seconds)
        return [event for event in self.told[since:] if isinstance(event, Saved | RoundBegan)]

    def rows(self, since: int = 0) -> list[GateResult]:
        """Give the rows of gates that were not left out, told since so many events, oldest first."""
        rows = [event.result for event in self.told[since:] if isinstance(event, Finished)]
        return [row for row in rows if row.reason is not Reason.USER]

    def remembered(self, since: int = 0) -> dict[str, bool]:
        """Give by gate whether the last row told since so many events was remembered."""
        return {row.id: row.cached for row in self.rows(since)}

    def count(self, kind: type[Happening]) -> int:
        """Give how many events of a kind were told."""
        return sum(isinstance(event, kind) for event in self.told)

    def _whole(self, since: int) -> list[RoundEnded]:
        return [event for event in self.told[since:] if isinstance(event, RoundEnded) and not event.cut_short]
