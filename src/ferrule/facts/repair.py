"""Candidates, costs and attempts of a repair."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from ferrule.facts.finding import Edit

Changes: TypeAlias = Mapping[Path, bytes]
"""New contents by absolute path: a tree of sources that differs from the one on disk, held in memory."""


class ClonePolicy(StrEnum):
    """What `fix.clone` says of repairs that copy a value (P06)."""

    ALLOW = "allow"
    """A copy is an edit like any other: not priced, not listed."""
    RECORD = "record"
    """A copy is a price: it comes after what costs nothing, and is listed."""
    FORBID = "forbid"
    """No copy is made: what needs one is left."""


class CostKind(StrEnum):
    """What a repair may cost without being refused; listed in every report (P06)."""

    CLONE = "clone"
    SHARED_OWNERSHIP = "shared-ownership"
    """Rc or Arc."""
    INTERIOR_MUTABILITY = "interior-mutability"
    """Cell, RefCell, Mutex, RwLock."""
    LOSSY_CAST = "lossy-cast"
    WIDENED_VISIBILITY = "widened-visibility"
    PUBLIC_SIGNATURE = "public-signature"
    WILDCARD_ARM = "wildcard-arm"
    UNWRAP = "unwrap"
    DEPENDENCY = "dependency"
    """A manifest names a crate, or a feature of one, that the workspace already has."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One price of an edit, and where it is paid."""

    kind: CostKind
    path: Path
    line: int
    """In the new text, from 1."""
    note: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an edit is not to be made, however well it compiles."""

    rule: str
    """Short and stable, such as `adds-unsafe`, `deletes-statement`, `loses-tokens`."""
    note: str
    line: int
    """In the new text where something was added, in the old one where something was lost; from 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A set of edits that belong together, not yet judged."""

    move: str
    """The kind of repair: `suggestion` for what the compiler offers."""
    message: str
    """One line that says what it does."""
    applicability: str
    edits: tuple[Edit, ...]
    rank: int = 0
    """Those of a lower one are tried first."""
