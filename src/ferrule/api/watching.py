"""A workspace that is watched, for programs; see `ferrule.flow.watch`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ferrule.facts.watch import Happening, WatchRequest
    from ferrule.flow.watch.engine import Engine


def watch(request: WatchRequest, tell: Callable[[Happening], None]) -> Engine:
    """Give a watch that is ready to begin; `tell` is called from several threads, one after the other for each row."""
    from ferrule.flow.watch.engine import Engine as Made

    return Made(request, tell)
