"""Files that gates write while they run: without care each of them would start the next round, for ever."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_IN_A_ROW: Final = 3
_NEVER: Final = frozenset({".rs", ".toml", ".lock"})
"""What people save again and again while gates run is no proof of anything."""


@dataclass(slots=True)
class OwnWrites:
    """Counts in how many rounds in a row a file was written while gates ran."""

    muted: set[str] = field(default_factory=set)
    _before: dict[str, int] = field(default_factory=dict)
    _now: dict[str, int] = field(default_factory=dict)

    def begin(self) -> None:
        """Take note that a round begins."""
        self._before, self._now = self._now, {}

    def without(self, paths: Iterable[str]) -> frozenset[str]:
        """Give the paths whose change may start a round."""
        return frozenset(paths) - self.muted

    def hear(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Take note of files that were written while gates run; gives those that are muted from here on."""
        for path in paths:
            if Path(path).suffix not in _NEVER:
                self._now[path] = self._before.get(path, 0) + 1
        fresh = tuple(path for path, count in self._now.items() if count >= _IN_A_ROW and path not in self.muted)
        self.muted.update(fresh)
        return fresh
