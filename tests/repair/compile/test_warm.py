"""Warming: a unit that was broken from the start gets a state from the last commit."""

from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.repair.compile import warm as warming
from ferrule.repair.compile.replay import Terms, replay
from ferrule.repair.compile.unit import How, Replayed, Unit
from ferrule.repair.compile.warm import last_commit, warm
from repair.compile.recorded import BROKEN, WAYS, library
from workspaces import LIB, package, write

pytestmark = pytest.mark.cargo
SLOW = Replayed(seconds=9.0, how=How.SLOT)


def committed(root: Path, text: str) -> Path:
    """Make a git repository whose last commit holds a package with this library, one folder down."""
    package(root / "inner", {"src/lib.rs": text, ".gitignore": "target\n"})
    author = ("-c", "user.name=a", "-c", "user.email=a@b")
    for words in (("init", "-q"), ("add", "-A"), (*author, "commit", "-q", "-m", "first")):
        assert run(Command(("git", *words), root, 60.0)).ok
    return root / "inner"


def broken(root: Path) -> Unit:
    """Record the package with a library that does not compile."""
    return library(root, LIB + BROKEN)


@pytest.mark.parametrize("how", WAYS)
def test_the_last_commit_warms_every_slot(tmp_path: Path, how: How) -> None:
    """After one compile of the last commit, a replay of the broken state starts warm in each slot."""
    unit = broken(committed(tmp_path, LIB))
    slots = [tmp_path / "one", tmp_path / "two"]
    first = replace(replay(unit, {}, slots[0], Terms(how=how)), seconds=9.0)

    made = warm(unit, first, slots)

    assert (False, True, how) == (first.warm, made is not None and made.ok, made and made.how)
    assert [True, True] == [replay(unit, {}, slot, Terms(how=how)).warm for slot in slots]


def test_fast_and_warm_units_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is compiled where nothing would be gained."""
    unit = library(tmp_path / "demo")
    monkeypatch.setattr(warming, "replay", None)

    assert warm(unit, Replayed(seconds=9.0, warm=True), [tmp_path]) is None
    assert warm(unit, Replayed(seconds=1.9), [tmp_path]) is None


def test_where_it_stays_cold_that_is_said(tmp_path: Path) -> None:
    """No git, a commit that is broken too, and incremental compiling that is off: each has its words."""
    alone = broken(tmp_path / "alone")
    worse = broken(committed(tmp_path / "worse", LIB + BROKEN + BROKEN))

    notes = [warm(unit, SLOW, [tmp_path / "slot"]) for unit in (alone, worse, replace(alone, incremental=None))]

    assert [
        "cold: git knows no other revision of the changed files",
        "cold: the last commit does not compile either",
        "cold: incremental compiling is off",
    ] == [note.note for note in notes if note is not None]


def test_the_last_commit_is_read_below_the_root_only(tmp_path: Path) -> None:
    """Changed and deleted sources of the workspace come back as they were committed; new ones do not count."""
    root = committed(tmp_path, LIB)
    write(root, {"src/lib.rs": "changed", "src/new.rs": ""})

    assert {root / "src/lib.rs": LIB.encode()} == last_commit(root)
    (root / "src/lib.rs").unlink()
    assert {root / "src/lib.rs": LIB.encode()} == last_commit(root)
