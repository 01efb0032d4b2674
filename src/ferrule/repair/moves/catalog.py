"""All moves, and what they offer for one error."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from ferrule.edits.changes import content, located
from ferrule.errors import SourceChanged
from ferrule.facts.finding import Edit, Finding, Spot
from ferrule.facts.repair import Candidate
from ferrule.repair.moves.attributes import catalog as attributes
from ferrule.repair.moves.borrows import catalog as borrows
from ferrule.repair.moves.case import Case, Crate
from ferrule.repair.moves.grammar import catalog as grammar
from ferrule.repair.moves.lifetimes import catalog as lifetimes
from ferrule.repair.moves.move import ANY, Move
from ferrule.repair.moves.names import catalog as names
from ferrule.repair.moves.ownership import catalog as ownership
from ferrule.repair.moves.probe import probe
from ferrule.repair.moves.shapes import catalog as shapes
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits import catalog as traits
from ferrule.repair.moves.types import catalog as types
from ferrule.repair.moves.visibility import catalog as visibility
from ferrule.repair.search.state import Compile, State
from ferrule.syntax.macros import closed, is_in_macro, opened

Source: TypeAlias = Callable[[Finding, State], tuple[Candidate, ...]]
MOVES: Final[tuple[Move, ...]] = (
    *grammar.MOVES,
    *names.MOVES,
    *visibility.MOVES,
    *shapes.MOVES,
    *types.MOVES,
    *traits.MOVES,
    *attributes.MOVES,
    *borrows.MOVES,
    *ownership.MOVES,
    *lifetimes.MOVES,
)
OWN: Final = "own"
"""The applicability of what no compiler suggested."""


def moves_of(level: int) -> tuple[Move, ...]:
    """Give the moves of a level: each has those below it, and its own after them."""
    if level <= 1:
        return MOVES
    from ferrule.repair.moves.wide import catalog as wide

    if level == 2:
        return (*MOVES, *wide.MOVES)
    from ferrule.repair.moves.design import catalog as design

    return (*MOVES, *wide.MOVES, *design.MOVES)


def offers(root: Path, crate: Crate, compile_all: Compile, on_fault: Callable[[str], None], level: int = 1) -> Source:
    """Give the source of our own candidates for the errors of one crate, likeliest first, each set of edits once.

    A move that raises is a bug of ours: `on_fault` hears of it, and the other moves still speak.
    """
    moves = moves_of(level)
    known: dict[object, tuple[Candidate, ...]] = {}
    shared: dict[object, dict[object, object]] = {}

    def found(error: Finding, state: State) -> tuple[Candidate, ...]:
        """Ask each move once for one error in one state: a search comes back to both, and a probe costs a compile."""
        asked = (error, tuple(sorted((str(path), hash(text)) for path, text in state.changes.items())))
        if asked not in known:
            if asked[1] not in shared:
                shared.clear()  # the search has gone on: it seldom comes back to a state
            case = _case(error, state, root, crate, compile_all, shared.setdefault(asked[1], {}))
            once: dict[object, Candidate] = {}
            for candidate in _proposed(case, moves, on_fault) if case is not None else ():
                once.setdefault(candidate.edits, candidate)
            known[asked] = tuple(sorted(once.values(), key=lambda one: one.rank))
        return known[asked]

    return found


def _proposed(case: Case, moves: tuple[Move, ...], on_fault: Callable[[str], None]) -> Iterator[Candidate]:
    for move in moves:
        if case.code not in move.CODES and ANY not in move.CODES:
            continue
        try:
            for offer in move.propose(case):
                yield Candidate(move.ID, closed(offer.message), OWN, _closed(case, offer.edits), offer.rank)
        except Exception as fault:  # noqa: BLE001 - one move's bug must not cost the user the others' repairs
            on_fault(f"the move `{move.ID}` failed on {case.error.rule or 'a syntax error'}: {fault!r}")


def _closed(case: Case, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Give edits whose text may come from opened macros as they go into the file."""
    if case.text.parsed is None:
        return edits
    return tuple(replace(edit, replacement=closed(edit.replacement)) for edit in edits)


def _case(
    error: Finding, state: State, root: Path, crate: Crate, compile_all: Compile, shared: dict[object, object]
) -> Case | None:
    """Give the case; None for an error without a place in a file that can be read."""
    spot = _place(error, root)
    if spot is None:
        return None
    absolute = located(root, spot.path)
    try:
        source = content(absolute, state.changes)
    except SourceChanged:
        return None
    if not 0 <= spot.byte_start <= spot.byte_end <= len(source):
        return None
    asked = probe(state.changes, compile_all, root)
    parsed = opened(source) if is_in_macro(source, spot.byte_start, spot.byte_end) else None
    return Case(
        error, Text(spot.path, absolute, source, parsed), spot, crate, root, state.changes, state.errors, asked, shared
    )


def _place(error: Finding, root: Path) -> Spot | None:
    """Give the first primary place; where that lies in a macro of another crate, the first labelled one in this one."""
    spots = [spot for spot in error.spots if spot.path]
    first = next((spot for spot in spots if spot.primary), None)
    if first is None or located(root, first.path).is_relative_to(root):
        return first
    inside = (spot for spot in spots if not spot.note and located(root, spot.path).is_relative_to(root))
    return next(inside, first)
