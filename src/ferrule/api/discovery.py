"""The library's part that reads what a repository runs of its own; nothing is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ferrule.facts.discovery import Adoption, Discovery
    from ferrule.facts.settings import NewSettings


def discover(start: Path) -> Discovery:
    """Give what the repository's files run of Cargo, just, make and mise; see `ferrule.flow.discovery`."""
    from ferrule.flow.discovery import discover as story

    return story(start)


def adopt(start: Path, names: tuple[str, ...] = ()) -> tuple[Discovery, Adoption]:
    """Write `[[gate]]` entries for commands that no built-in gate covers; see `ferrule.flow.discovery`."""
    from ferrule.flow.discovery import adopt as story

    return story(start, names)


def ci_file(start: Path, server: str, *, force: bool = False, dry_run: bool = False) -> NewSettings:
    """Write the file that makes a server run the ladder, `github` or `gitlab`; see `ferrule.flow.ci`."""
    from ferrule.flow.ci import ci_file as story

    return story(start, server, force=force, dry_run=dry_run)
