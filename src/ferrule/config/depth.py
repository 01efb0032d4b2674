"""How deep a table of settings may go: the places of n keys within each other take n * n of memory."""

from collections.abc import Iterable
from typing import Any, Final

_DEEPEST: Final = 32


def is_deep(table: dict[str, Any]) -> bool:
    """Give whether more is nested in it than anybody writes."""
    level: list[Any] = [table]
    for _ in range(_DEEPEST):
        level = [one for holder in level for one in _held(holder)]
    return bool(level)


def _held(holder: Any) -> Iterable[Any]:
    return holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ()
