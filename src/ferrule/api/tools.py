"""Tools for programs: listed, brought, renewed, removed; see `ferrule.flow.tools` and `ferrule.flow.bringing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ferrule.facts.tools import Deeds, Heard, Inventory, ToolRequest


def tools(start: Path) -> Inventory:
    """Give what gates need, what is there, and how to get the rest; see `ferrule.flow.tools`."""
    from ferrule.flow.tools import tools as story

    return story(start)


def install(request: ToolRequest, tell: Callable[[Heard], None] = lambda _: None) -> Deeds:
    """Bring what is missing into ferrule's own folder; see `ferrule.flow.bringing`.

    Raises:
        WrongUse: when no tool or profile has a name that was given.
    """
    from ferrule.flow.bringing import install as story

    return story(request, tell)


def update(request: ToolRequest, tell: Callable[[Heard], None] = lambda _: None) -> Deeds:
    """Bring the pinned versions of what ferrule brought earlier; see `ferrule.flow.bringing`.

    Raises:
        WrongUse: when ferrule did not bring what was named.
    """
    from ferrule.flow.bringing import update as story

    return story(request, tell)


def uninstall(request: ToolRequest, tell: Callable[[Heard], None] = lambda _: None) -> Deeds:
    """Remove tools that ferrule brought; see `ferrule.flow.bringing`.

    Raises:
        WrongUse: when ferrule did not bring what was named.
    """
    from ferrule.flow.bringing import uninstall as story

    return story(request, tell)
