"""Moves on text of any kind: none fails, none hangs, and no edit lies outside of its file (P05)."""

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ferrule.facts.finding import Finding, Level, Spot
from ferrule.repair.compile.unit import Replayed
from ferrule.repair.moves.case import Crate
from ferrule.repair.moves.catalog import MOVES, offers
from ferrule.repair.search.candidates import applied
from ferrule.repair.search.state import State, state_of
from repair.moves.mangled import SOURCE, mangled
from repair.moves.mending import compiled

REAL = int(os.environ.get("FERRULE_TEST_MANGLED", "120"))
"""Files that the real compiler reads; 2,000 take two minutes."""
MADE_UP = 400
_LABELS = ("expected `u32`, found `String`", "expected `&str`, found `Option<_>`", "not found in this scope", "", "`x`")


def test_with_the_words_of_the_compiler(tmp_path: Path) -> None:
    """Each error that rustc has about a torn file is answered by edits that fit into it, or by none."""
    offered = 0
    for text in mangled(REAL):
        findings = compiled(tmp_path, text)
        state = state_of({}, Replayed(findings))
        for error in state.errors[:8]:
            offered += sum(_sound(tmp_path, text, error, state))
    assert offered > REAL


@pytest.mark.parametrize("code", sorted({code for move in MOVES for code in move.CODES}))
def test_with_words_that_are_made_up(code: str, tmp_path: Path) -> None:
    """A place and words that have nothing to do with each other do no harm."""
    for number, text in enumerate(mangled(max(3, MADE_UP // 100), seed=zlib.crc32(code.encode()))):
        size = len(text.encode())
        start = number * 131 % (size + 1)
        end = min(size, start + number % 17)
        spots = (
            Spot("lib.rs", start, end, _LABELS[number % len(_LABELS)], primary=True),
            Spot(
                "lib.rs",
                size // 2,
                min(size, size // 2 + 5),
                _LABELS[number % 3],
                primary=False,
                note="required by `a`",
            ),
        )
        error = Finding(
            "rustc", code or None, Level.ERROR, "no `x` of type `T` in `Order<T>`: `y`", "lib.rs", 1, 1, spots=spots
        )
        (tmp_path / "lib.rs").write_text(text)
        list(_sound(tmp_path, text, error, State({}, (error,), (1,))))


def _sound(root: Path, text: str, error: Finding, state: State) -> Iterator[bool]:
    faults: list[str] = []
    own = offers(root, Crate("lib", 2021, root / "lib.rs"), lambda states: [Replayed()] * len(states), faults.append)
    found = own(error, state)
    assert not faults, (faults, error.rendered)
    for candidate in found:
        for edit in candidate.edits:
            assert edit.path == "lib.rs"
            assert 0 <= edit.byte_start <= edit.byte_end <= len(text.encode())
        yield applied(candidate, state.changes, root) is not None


def test_the_source_is_sound(tmp_path: Path) -> None:
    """The text that is torn compiles when it is whole, so that what is met are real errors."""
    assert not [one for one in compiled(tmp_path, SOURCE) if one.level is Level.ERROR]
