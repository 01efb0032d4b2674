"""What each level may try: level 1 as before, level 2 more, in an order in which the surer comes first."""

from pathlib import Path

from ferrule.repair.compile.unit import Replayed
from ferrule.repair.moves.case import Crate
from ferrule.repair.moves.catalog import MOVES, moves_of, offers
from ferrule.repair.moves.design import catalog as design
from ferrule.repair.moves.wide import catalog as wide
from ferrule.repair.moves.wide.nearby import FIRST
from ferrule.repair.search.candidates import applied
from ferrule.repair.search.reach import NEAR, WIDE, reach
from ferrule.repair.search.state import state_of
from repair.moves.mangled import mangled
from repair.moves.mending import compiled, mend

TORN = 40
FORGOTTEN = "pub fn f(o: Option<u8>) -> u8 {\n    Some(x) = o else { return 0 };\n    x\n}\n"


def test_level_two_repairs_what_level_one_leaves() -> None:
    """A word that nobody suggests is found by trying, at level 2 only."""
    assert not mend(FORGOTTEN).compiles
    mended = mend(FORGOTTEN, level=2)
    assert mended.text == FORGOTTEN.replace("Some(x) =", "let Some(x) =")
    assert mended.moves == ("wide-token",)


def test_level_one_stays_as_it_is() -> None:
    """Nothing of level 2 is among the moves of level 1, and all of level 1 comes first at level 2."""
    assert moves_of(1) == MOVES
    assert moves_of(2) == (*MOVES, *wide.MOVES)
    assert moves_of(3) == (*MOVES, *wide.MOVES, *design.MOVES)
    assert (reach(1), reach(2), reach(3)) == (NEAR, WIDE, WIDE)


def test_every_module_is_in_the_catalog() -> None:
    """A move that is written is made, under a name of its own."""
    folder = Path(wide.__file__).parent
    written = {path.stem for path in folder.glob("*.py") if "\nID: " in path.read_text()}
    assert written == {move.__name__.rpartition(".")[2] for move in wide.MOVES}  # type: ignore[attr-defined]
    names = {move.ID for move in wide.MOVES}
    assert len(names) == len(wide.MOVES)
    assert names.isdisjoint(move.ID for move in MOVES)


def test_torn_text(tmp_path: Path) -> None:
    """On text of any kind no move fails, each edit lies in the file, and level 1 speaks before level 2."""
    names = {move.ID for move in wide.MOVES}
    offered = 0
    for text in mangled(TORN, seed=2):
        state = state_of({}, Replayed(compiled(tmp_path, text)))
        faults: list[str] = []
        crate = Crate("lib", 2021, tmp_path / "lib.rs")
        own = offers(tmp_path, crate, lambda states: [Replayed()] * len(states), faults.append, 2)
        for error in state.errors[:6]:
            for candidate in own(error, state):
                applied(candidate, state.changes, tmp_path)
                size = len(text.encode())
                assert all(0 <= edit.byte_start <= edit.byte_end <= size for edit in candidate.edits)
                assert (candidate.rank >= FIRST) == (candidate.move in names)
                offered += candidate.move in names
        assert not faults
    assert offered > TORN
