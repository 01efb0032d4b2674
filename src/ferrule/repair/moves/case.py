"""What a move is handed: one error, its place in the tree, and what is known of the crate around it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar, cast

from tree_sitter import Node

from ferrule.edits.changes import content, located
from ferrule.errors import SourceChanged
from ferrule.facts.finding import Edit, Finding, Spot
from ferrule.facts.repair import Changes
from ferrule.repair.moves.text import Text

_T = TypeVar("_T")
_QUOTED: Final = re.compile(r"`([^`]+)`")
Probe = Callable[[Text, Sequence[tuple[int, int]]], tuple[str, ...]]
"""Types of the expressions at byte ranges of one file; empty where the compiler does not tell."""


@dataclass(frozen=True, slots=True)
class Crate:
    """What is compiled: one target, as rustc was called for it."""

    name: str
    edition: int
    main: Path | None
    """Its root file; None where it is not known."""
    externs: tuple[str, ...] = ()
    """Names of the crates that it is compiled against, besides the standard library."""
    linked: tuple[tuple[str, Path], ...] = ()
    """Those of them whose sources are at hand, each with its root file."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A set of edits that a move proposes."""

    rank: int
    """One of SURE, LIKELY, POSSIBLE and LAST of `move.py`."""
    message: str
    """One line: what it does and why."""
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One error in the sources as they are now."""

    error: Finding
    text: Text
    """The file of the first primary place."""
    spot: Spot
    """The first primary place."""
    crate: Crate
    root: Path
    changes: Changes
    errors: tuple[Finding, ...]
    """All errors of the state, this one included."""
    probe: Probe
    shared: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    """What moves found out about the crate in this state, for the other errors of it; see `once`."""

    def once(self, key: object, make: Callable[[], _T]) -> _T:
        """Give what `make` gives, made once for all errors of a state."""
        if key not in self.shared:
            self.shared[key] = make()
        return cast("_T", self.shared[key])

    @property
    def code(self) -> str:
        """The error code; empty for a syntax error."""
        return self.error.rule or ""

    @property
    def node(self) -> Node:
        """The smallest named node that holds the place of the error."""
        return self.text.node(self.spot.byte_start, self.spot.byte_end)

    @property
    def found(self) -> str:
        """What stands at the place of the error."""
        return self.text.at(self.spot.byte_start, self.spot.byte_end)

    @property
    def quoted(self) -> tuple[str, ...]:
        """The words in backquotes of the error's message, in order."""
        return tuple(_QUOTED.findall(self.error.message))

    @property
    def words(self) -> str:
        """The message, all labels and all remarks, one a line."""
        said = (self.error.message, *(spot.label for spot in self.error.spots), *(s.note for s in self.error.spots))
        return "\n".join(dict.fromkeys(word for word in (*said, self.error.rendered) if word))

    def spots(self, words: str = "") -> tuple[Spot, ...]:
        """Give the places whose label or remark contains these words; all of them for none."""
        return tuple(spot for spot in self.error.spots if words in spot.label or words in spot.note)

    def open(self, path: str | Path) -> Text | None:
        """Give another file of the workspace by its path; None when it cannot be read."""
        absolute = located(self.root, str(path))
        try:
            source = content(absolute, self.changes)
        except SourceChanged:
            return None
        name = str(absolute.relative_to(self.root)) if absolute.is_relative_to(self.root) else str(absolute)
        return self.text if name == self.text.path else Text(name, absolute, source)

    def offer(self, rank: int, message: str, edits: Iterable[Edit]) -> Offer:
        """Give an offer of these edits, which may lie in several files."""
        return Offer(rank, message, tuple(edits))

    def replace(self, rank: int, message: str, *parts: tuple[int, int, str]) -> Offer:
        """Give an offer that edits the file of the error: byte start, byte end, new text of each part."""
        return Offer(rank, message, tuple(self.text.edit(*part) for part in parts))
