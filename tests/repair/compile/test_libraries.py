"""Units judged against libraries that are compiled with the same changes."""

import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from ferrule.facts.repair import Changes
from ferrule.facts.workspace import Package, Target, Workspace
from ferrule.repair.answers import counting
from ferrule.repair.compile import chain
from ferrule.repair.compile.judge import judge_all
from ferrule.repair.compile.libraries import Libraries
from ferrule.repair.compile.recheck import recheck
from ferrule.repair.compile.replay import Terms
from ferrule.repair.compile.tally import Tally
from ferrule.repair.compile.unit import How, Links, Replayed, Unit
from ferrule.workspace.metadata import read_workspace
from repair.compile.recorded import WAYS, errors, needs_namespaces, recording, snapshot
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


@pytest.mark.parametrize("how", WAYS)
def test_a_file_that_an_edit_makes_part_of_the_library(tmp_path: Path, how: How) -> None:
    """Once `mod` names it, its own edits count too, though the library as Cargo built it is not made of it."""
    files = {"src/lib.rs": "", "src/g.rs": HIDDEN, "tests/it.rs": TEST.replace("demo::", "demo::g::")}
    root = package(tmp_path / "demo", files)
    units = {report.unit.key: report.unit for report in recording(root).reports}
    test = next(unit for unit in units.values() if unit.target == "it")
    libraries, terms = Libraries(read_workspace(root), _never, units), Terms(how=how, tally=Tally())
    named: Changes = {root / "src/lib.rs": b"pub mod g;\n"}
    states = [named, {**named, root / "src/g.rs": OPEN}, named]
    links = [libraries.links(test, state, terms) for state in states]

    replayed = judge_all(test, states, [tmp_path / "slot"], terms, links=links)

    assert [False, True, False] == [one.ok for one in replayed]


@needs_namespaces
@pytest.mark.sandbox
def test_a_target_folder_of_the_same_name(tmp_path: Path) -> None:
    """Another round builds other things at the same place: what was made of the first ones is worth nothing."""
    root = members(tmp_path / "demo", {"low": "", "mid": '[dependencies]\nlow = { path = "../low" }\n'})
    test = TEST.replace("demo", "mid")
    write(root, {"low/src/lib.rs": HIDDEN, "mid/src/lib.rs": "extern crate low;\n", "mid/tests/it.rs": test})
    units = {report.unit.key: report.unit for report in recording(root).reports}
    unit = next(one for one in units.values() if one.target == "it")
    seen = []
    for low in (OPEN, b"pub fn other() {}\n" + OPEN):
        built = {root / "low/src/lib.rs": low}
        shutil.rmtree(tmp_path / "layer0", ignore_errors=True)
        checked = recheck(read_workspace(root), built, tmp_path / "layer0")
        terms = Terms(target=checked.target, built=built)
        state = {**built, root / "mid/src/lib.rs": b"pub use low::area;\n"}
        links = Libraries(read_workspace(root), _never, units).links(unit, state, terms)
        assert ["mid"] == [one.crate_name for one in links.units]
        seen += judge_all(unit, [state], [tmp_path / "slot"], terms, links=[links])

    assert [True, True] == [one.ok for one in seen]


def test_what_gives_an_edit_of_the_library_away(tmp_path: Path) -> None:
    """A function that only calls itself is no answer in a library either, made just now or kept."""
    root, test, libraries = _made(tmp_path)
    library = {root / "src/lib.rs": b"pub fn area(width: u32) -> u32 {\n    area(width)\n}\n"}
    states: list[Changes] = [library, {**library, root / "tests/it.rs": f"{TEST}\n".encode()}]
    links = [libraries.links(test, state, Terms()) for state in states]

    replayed = judge_all(test, states, [tmp_path / "slot"], links=links)

    told = [errors(counting(one, state, root).findings) for one, state in zip(replayed, states, strict=True)]
    assert [["unconditional_recursion src/lib.rs:1"]] * 2 == told


def _member(root: Path, name: str, *depends_on: str) -> Package:
    target = Target(name, ("lib",), root / name / "src/lib.rs", tested=True, doctested=True)
    return Package(name, name, "0.1.0", "2021", root / name / "Cargo.toml", (target,), (), depends_on)


def _workspace(root: Path, *packages: Package) -> Workspace:
    return Workspace(root, root / "target", packages, is_virtual=True)


def _unit(root: Path, name: str, *needs: str) -> Unit:
    built = [word for one in needs for word in ("--extern", f"{one}={root}/target/lib{one}-1.rmeta")]
    argv = ("rustc", *built, "--out-dir", str(root / "target"))
    return Unit(f"{name}-1", name, name, name, ("lib",), name, False, argv, root, root, root / "target")


def test_many_ways_to_a_library_are_not_all_gone(tmp_path: Path) -> None:
    """Forty layers of two libraries, each of which needs both below: 2^40 ways down, eighty libraries."""
    names = [(f"a{n}", f"b{n}") for n in range(40)]
    below = [(), *names[:-1]]
    packages = [_member(tmp_path, one, *needs) for pair, needs in zip(names, below, strict=True) for one in pair]
    units = [_unit(tmp_path, one, *needs) for pair, needs in zip(names, below, strict=True) for one in pair]
    libraries = Libraries(_workspace(tmp_path, *packages), _never, {unit.key: unit for unit in units})
    began = time.monotonic()

    found = libraries.links(units[-1], {tmp_path / "a0/src/lib.rs": b""}, Terms())

    assert found == Links()
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(("edited", "asked"), [("other", 0), ("low", 1)])
def test_only_members_that_are_needed_can_concern_a_unit(tmp_path: Path, edited: str, asked: int) -> None:
    """An edit of another member is no reason to have the whole workspace compiled; one behind a member is."""
    packages = [_member(tmp_path, "low"), _member(tmp_path, "mid", "low"), _member(tmp_path, "other")]
    top, calls = _unit(tmp_path, "top", "mid"), []

    def record() -> Iterable[Unit]:
        calls.append(1)
        return ()

    workspace = _workspace(tmp_path, *packages, _member(tmp_path, "top", "mid"))
    libraries = Libraries(workspace, record, {top.key: top})
    for _ in range(2):
        libraries.links(top, {tmp_path / edited / "src/lib.rs": b""}, Terms())

    assert asked == len(calls)


def test_one_time_limit_for_all_that_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the libraries took is gone; once nothing is left, nothing more is begun."""
    limits: list[float] = []

    def slow(unit: Unit, _: Changes, slot: Path, terms: Terms) -> Replayed:
        limits.append(terms.timeout_s)
        (slot / "out").mkdir(parents=True, exist_ok=True)
        (slot / f"out/lib{unit.key}.rmeta").touch()
        return Replayed(ok=True)

    monkeypatch.setattr(chain, "replay", slow)
    monkeypatch.setattr(chain, "time", SimpleNamespace(monotonic=lambda: 30.0 * len(limits)))
    links = Links((_unit(tmp_path, "low"), _unit(tmp_path, "mid", "low")))

    answer = chain.replay_after(links, _unit(tmp_path, "top", "mid"), {}, tmp_path / "slot", Terms(timeout_s=50.0))

    assert limits == [50.0, 20.0]
    assert not answer.judged
