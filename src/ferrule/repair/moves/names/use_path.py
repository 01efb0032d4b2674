"""The path at a place as segments, with what a list of a `use` puts before it."""

from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.syntax.items import text_of

_SCOPED: Final = frozenset({"scoped_identifier", "scoped_type_identifier"})
_PARTS: Final = frozenset({"identifier", "type_identifier", "crate", "self", "super", "metavariable"})


@dataclass(frozen=True, slots=True)
class Segment:
    """One name of a path."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Path:
    """A path as it is written."""

    before: tuple[Segment, ...]
    """What the lists of a `use` around it put before it."""
    own: tuple[Segment, ...]
    at: int
    """Which of all segments is not found."""

    @property
    def names(self) -> tuple[str, ...]:
        """All segments by name."""
        return tuple(one.name for one in (*self.before, *self.own))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All segments, those of the lists first."""
        return (*self.before, *self.own)


def path_at(case: Case) -> Path | None:
    """Give the path at the place of the error; None where none stands, as inside of a macro."""
    node = case.node
    while node.parent is not None and node.parent.type in _SCOPED:
        node = node.parent
    own = _segments(node)
    if not own:
        return None
    before: tuple[Segment, ...] = ()
    around: Node | None = node.parent
    while around is not None and around.type != "use_declaration":
        if (
            around.type == "scoped_use_list"
            and (path := around.child_by_field_name("path")) is not None
            and path != node
        ):
            before = (*_segments(path), *before)
        around = around.parent
    if around is None:
        before = ()
    all_of = (*before, *own)
    inside = [n for n, one in enumerate(all_of) if case.spot.byte_start <= one.start and one.end <= case.spot.byte_end]
    return Path(before, own, inside[-1]) if inside else None


def _segments(node: Node) -> tuple[Segment, ...]:
    if node.type in _PARTS:
        return (Segment(text_of(node), node.start_byte, node.end_byte),)
    if node.type not in _SCOPED:
        return ()
    path, name = node.child_by_field_name("path"), node.child_by_field_name("name")
    if path is None or name is None:
        return ()
    first = _segments(path)
    return (*first, Segment(text_of(name), name.start_byte, name.end_byte)) if first else ()
