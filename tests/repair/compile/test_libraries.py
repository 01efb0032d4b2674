"""Units judged against libraries that are compiled with the same changes."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from ferrule.repair.compile.judge import judge_all
from ferrule.repair.compile.libraries import Libraries
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.tally import Tally
from ferrule.repair.compile.unit import How, Links, Unit
from ferrule.workspace.metadata import read_workspace
from repair.compile.recorded import WAYS, errors, recording, snapshot
from workspaces import members, package, write

pytestmark = pytest.mark.cargo
HIDDEN = "fn area(width: u32) -> u32 {\n    width\n}\n"
OPEN = f"pub {HIDDEN}".encode()
TEST = "#[test]\nfn area() {\n    assert_eq!(demo::area(2), 2);\n}\n"


def _never() -> Iterable[Unit]:
    raise AssertionError("nothing had to be recorded")


def _made(tmp_path: Path) -> tuple[Path, Unit, Libraries]:
    """Give a package, the unit of its broken test, and its libraries as the same check recorded them."""
    root = package(tmp_path / "demo", {"src/lib.rs": HIDDEN, "tests/it.rs": TEST})
    units = [report.unit for report in recording(root).reports]
    test = next(unit for unit in units if unit.target == "it")
    return root, test, Libraries(read_workspace(root), _never, {unit.key: unit for unit in units})


@pytest.mark.parametrize("how", WAYS)
def test_the_edited_library_is_what_counts(tmp_path: Path, how: How) -> None:
    """With the edit of the library its test compiles; neither sources nor target folder are written."""
    root, test, libraries = _made(tmp_path)
    states = [{}, {root / "src/lib.rs": OPEN}]
    before, terms = snapshot(root / "target"), Terms(how=how)
    links = [libraries.links(test, state, terms) for state in states]

    replayed = judge_all(test, states, [tmp_path / "slot"], terms, links=links)

    assert [["E0603 tests/it.rs:3"], []] == [errors(one.findings) for one in replayed]
    assert [False, True] == [one.ok for one in replayed]
    assert links[1].files == {root / "src/lib.rs"}
    assert before == snapshot(root / "target")


def test_a_broken_library_leaves_no_answer(tmp_path: Path) -> None:
    """Errors of the library count worse than those of the test."""
    root, test, libraries = _made(tmp_path)
    state = {root / "src/lib.rs": b'pub fn area(width: u32) -> u32 {\n    ""\n}\n'}

    [replayed] = judge_all(test, [state], [tmp_path / "slot"], links=[libraries.links(test, state, Terms())])

    assert (True, False, "") == (replayed.crashed, replayed.ok, replayed.note)


def test_a_library_is_compiled_once_for_many_candidates(tmp_path: Path) -> None:
    """Edits of the test alone find the library that was made for the one before."""
    root, test, libraries = _made(tmp_path)
    states = [{root / "src/lib.rs": OPEN, root / "tests/it.rs": (TEST + "\n" * n).encode()} for n in range(3)]
    tally = Tally()
    links = [libraries.links(test, state, Terms()) for state in states]

    replayed = judge_all(test, states, [tmp_path / "slot"], Terms(tally=tally), links=links)

    assert all(one.ok for one in replayed)
    assert 1 + len(states) == tally.counts.runs


def test_nothing_is_made_where_nothing_is_stale(tmp_path: Path) -> None:
    """An edit of the test itself, and one with which the library was built already, need no library."""
    root, test, libraries = _made(tmp_path)
    change = {root / "src/lib.rs": OPEN}
    assert libraries.links(test, {root / "tests/it.rs": b""}, Terms()) == Links()
    assert libraries.links(test, change, Terms(built=change)) == Links()
    assert libraries.links(test, {}, Terms(built=change)).units == libraries.links(test, change, Terms()).units


def test_a_procedural_macro_between_is_left_as_it_is(tmp_path: Path) -> None:
    """A replay cannot link one: the unit is judged against what Cargo has built."""
    root = members(tmp_path / "demo", {"low": "", "user": '[dependencies]\nlow = { path = "../low" }\n'})
    write(root, {"low/Cargo.toml": (root / "low/Cargo.toml").read_text() + "[lib]\nproc-macro = true\n"})
    write(root, {"low/src/lib.rs": "extern crate proc_macro;\n", "user/src/lib.rs": "extern crate low;\n"})
    units = {report.unit.key: report.unit for report in recording(root).reports}
    user = next(unit for unit in units.values() if unit.package == "user" and not unit.is_test)
    libraries = Libraries(read_workspace(root), _never, units)
    assert libraries.links(user, {root / "low/src/lib.rs": b"extern crate proc_macro; "}, Terms()) == Links()
