"""What the compiler's errors say a manifest lacks."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ferrule.facts.finding import Finding
from ferrule.repair.manifests.known import crate_name
from ferrule.workspace.toml import read_toml

_UNLINKED: Final = re.compile(r"unlinked crate `(?P<crate>\w+)`")
_NO_CRATE: Final = re.compile(r"can't find crate for `(?P<crate>\w+)`")
_GATED: Final = re.compile(r"gated behind the `(?P<feature>[^`]+)` feature")
_CODES: Final = frozenset({"E0432", "E0433", "E0463", "E0425", "E0412", "E0405"})
_STANDARD: Final = frozenset({"std", "core", "alloc", "test", "proc_macro", "crate", "self", "super"})


@dataclass(frozen=True, slots=True)
class Need:
    """A crate that a member uses and does not name, or a feature of one that it does not ask for."""

    package: str
    """Name of the member."""
    crate: str
    """As code names it, with underscores."""
    feature: str
    """Empty where the crate itself is missing."""
    error: Finding


def needs_of(errors: Iterable[Finding], root: Path) -> tuple[Need, ...]:
    """Give what the manifests lack by these errors, each once; paths are relative to `root`."""
    once: dict[tuple[str, str, str], Need] = {}
    for error in errors:
        for need in _needs(error, root):
            once.setdefault((need.package, need.crate, need.feature), need)
    return tuple(once.values())


def _needs(error: Finding, root: Path) -> Iterator[Need]:
    if error.rule not in _CODES or not error.package:
        return
    for spot in error.spots:
        unlinked = _UNLINKED.search(spot.label) or _NO_CRATE.search(error.message)
        if spot.primary and unlinked and unlinked["crate"] not in _STANDARD:
            yield Need(error.package, unlinked["crate"], "", error)
        gated = _GATED.search(spot.label)
        crate = _crate_of(root / spot.path) if gated else ""
        if gated and crate not in {"", crate_name(error.package)}:
            yield Need(error.package, crate, gated["feature"], error)


def _crate_of(source: Path) -> str:
    """Give the crate that a file of a dependency belongs to; empty where no manifest tells."""
    for folder in source.parents:
        with suppress(KeyError, TypeError):
            return crate_name(str(read_toml(folder / "Cargo.toml")["package"]["name"]))
    return ""
