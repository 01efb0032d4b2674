"""The catalog of the design moves, and what they make of text of any kind."""

import importlib
import zlib
from pathlib import Path

import pytest

from ferrule.facts.finding import Finding, Level, Spot
from ferrule.repair.moves import catalog as lower
from ferrule.repair.moves import design
from ferrule.repair.moves.case import Case, Crate
from ferrule.repair.moves.design.catalog import MOVES
from ferrule.repair.moves.move import Move
from ferrule.repair.moves.text import Text
from repair.moves.mangled import mangled

MODULES = [
    importlib.import_module(f"{design.__name__}.{path.stem}") for path in Path(design.__file__).parent.glob("[a-z]*.py")
]
MESSAGES = (
    "no `x` of type `T` in `Order<T>`: `y`",
    "the trait `Weigh` is not dyn compatible",
    "`?` couldn't convert the error to `State`",
    "borrow of moved value: `sum`",
    "cannot assign to `self.count`, which is behind a `&` reference",
    "cannot borrow `*self` as mutable more than once at a time",
    "use of mutable static is unsafe and requires unsafe function or block",
    "future cannot be sent between threads safely",
)
LABELS = (
    "value moved into closure here, move occurs because `sum` has type `Mutex<u32>`, which does not implement `Copy`",
    "has type `Result<_, std::io::Error>`",
    "has type `std::sync::MutexGuard<'_, u8>` which is not `Send`",
    "first borrow occurs due to use of `sum` in closure",
)


def test_every_move_is_listed() -> None:
    """A module with an `ID` is a move, and its name is no other move's."""
    names = [move.ID for move in MOVES]
    assert sorted(one.ID for one in MODULES if hasattr(one, "ID")) == sorted(set(names))
    assert {move.ID for move in lower.MOVES}.isdisjoint(names)


def test_design_comes_last() -> None:
    """What changes types and signatures is less likely to be meant than any smaller edit."""
    assert all(one.RANK >= 80 for one in MODULES if hasattr(one, "ID"))


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.ID)
def test_torn_text(move: Move, tmp_path: Path) -> None:
    """Words and places that have nothing to do with each other do no harm, and no edit lies outside of its file."""
    for number, text in enumerate(mangled(40, seed=zlib.crc32(move.ID.encode()))):
        source = text.encode()
        (tmp_path / "lib.rs").write_bytes(source)
        start = number * 131 % (len(source) + 1)
        places = [(start, min(len(source), start + number % 23)), (len(source) // 2, len(source) // 2 + 1)]
        spots = tuple(
            Spot("lib.rs", *place, LABELS[(number + at) % len(LABELS)], primary=at == 0)
            for at, place in enumerate(places)
        )
        code = sorted(move.CODES)[number % len(move.CODES)]
        error = Finding(
            "rustc", code or None, Level.ERROR, MESSAGES[number % len(MESSAGES)], "lib.rs", 1, 1, spots=spots
        )
        crate = Crate("torn", 2021, tmp_path / "lib.rs")
        case = Case(
            error, Text("lib.rs", tmp_path / "lib.rs", source), spots[0], crate, tmp_path, {}, (error,), lambda *_: ()
        )
        edits = [edit for offer in move.propose(case) for edit in offer.edits]
        assert all(0 <= edit.byte_start <= edit.byte_end <= len(source) for edit in edits)
