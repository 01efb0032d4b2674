"""What may go at any time goes, and nothing that a living run may need."""

import inspect
import os
import sys
import time
from pathlib import Path

import pytest

from ferrule.facts.cleaning import Cleaned
from ferrule.store import leftovers
from ferrule.store.cleaning import clean, plan_clean
from ferrule.store.leftovers import MEASURE_S, abandoned, prune, put_aside, remakable
from ferrule.store.owners import FOREIGN_S, MARK, live_folders
from ferrule.store.place import SANDBOX_TARGET, Place, scratch
from store import children

WORK = """
scratch(Place(folder), "run-7")
print("working", flush=True)
sys.stdin.readline()
"""


def built(folder: Path, name: str = SANDBOX_TARGET, size: int = 1000) -> Path:
    """Make a kept folder with a file of this size under two names."""
    kept = folder / name
    (kept / "debug" / "deps").mkdir(parents=True)
    (kept / "debug" / "deps" / "demo-1").write_bytes(bytes(size))
    os.link(kept / "debug" / "deps" / "demo-1", kept / "debug" / "demo")
    return kept


def dead(folder: Path, run_id: str = "dead") -> Path:
    """Make the scratch folder of a process that is over, with an overlay in it."""
    made = scratch(Place(folder), run_id)
    (made / "slot0" / "staging").mkdir(parents=True)
    (made / "slot0" / "staging" / "lib.rs").write_bytes(b"12345")
    (made / MARK).write_text(f"{os.getpid()} 1\n", encoding="ascii")
    return made


def test_a_cleaning_takes_the_kept_folders(folder: Path) -> None:
    """The sandbox's target folder and the overlays of dead runs go, counted as the plan said."""
    built(folder)
    mark = (dead(folder) / MARK).stat().st_size
    planned = plan_clean(folder, 5)

    assert (Cleaned(0, 0, 4, 2005 + mark),) * 2 == (planned, clean(folder, 5))
    assert [folder / "tmp"] == list(folder.iterdir())


def test_a_living_run_keeps_them(folder: Path) -> None:
    """While another process owns a scratch folder nothing that it may need goes; once it is over all does."""
    kept, over = built(folder), dead(folder)
    child = children.start(WORK, str(folder))
    assert child.stdout
    assert child.stdout.readline() == "working\n"
    prune(folder)
    clean(folder, 0)
    while_alive = (kept.exists(), over.exists(), (folder / "tmp" / "run-7").exists())
    children.said(child)
    clean(folder, 0)

    assert (True, False, True) == while_alive
    assert (False, []) == (kept.exists(), list((folder / "tmp").iterdir()))


def test_a_run_that_begins_meanwhile_gets_it_back(folder: Path) -> None:
    """A run that claimed its scratch folder before the kept one was out of reach finds it in its place."""
    kept = built(folder)
    living = scratch(Place(folder), "living")
    given = put_aside(folder, kept)

    assert ((), True, (living,)) == (given, (kept / "debug" / "demo").exists(), live_folders(folder / "tmp"))
    assert sorted([folder / "tmp", kept]) == sorted(folder.iterdir())


def test_a_run_that_has_made_it_anew_keeps_its_own(folder: Path) -> None:
    """Where a living run builds in a new folder already, the old one goes and the new one stays."""
    kept = built(folder)
    (aside,) = put_aside(folder, kept)
    built(folder)
    scratch(Place(folder), "living")
    prune(folder)

    assert (False, True) == (aside.exists(), kept.exists())


def test_what_a_cut_cleaning_left_goes_with_the_next(folder: Path) -> None:
    """A folder that was put aside and not removed is nobody's; a name like it is another's."""
    (aside,) = put_aside(folder, built(folder))
    other = built(folder, "sandbox-target-of-mine")

    assert (aside,) == abandoned(folder)
    prune(folder)
    assert (False, True) == (aside.exists(), other.exists())


def test_the_limit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept stays up to the limit; beyond it the oldest goes first. A file of two names counts once."""
    monkeypatch.setattr(leftovers, "KEPT", ("old", "new"))
    old, new = built(folder, "old", 500_000), built(folder, "new", 500_000)
    os.utime(old, (0, 0))
    monkeypatch.setattr(leftovers, "LIMIT_BYTES", 1_100_000)
    prune(folder)
    within = (old.exists(), new.exists())
    (folder / "measured").unlink()
    monkeypatch.setattr(leftovers, "LIMIT_BYTES", 600_000)
    prune(folder)

    assert ((True, True), (False, True)) == (within, (old.exists(), new.exists()))


def test_it_is_measured_once_in_a_while(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two measurements nothing is looked into, also not when a clock was wrong."""
    kept = built(folder, size=500_000)
    prune(folder)
    monkeypatch.setattr(leftovers, "LIMIT_BYTES", 0)
    prune(folder)
    soon = kept.exists()
    later = time.time() + 2 * MEASURE_S
    os.utime(folder / "measured", (later, later))
    prune(folder)

    assert (True, False) == (soon, kept.exists())


def test_where_nothing_is_kept_nothing_is_written(folder: Path) -> None:
    """Pruning an empty or missing state folder leaves no trace."""
    prune(folder)
    prune(folder / "gone")

    assert ([], False) == (list(folder.iterdir()), (folder / "gone").exists())


def test_links_are_not_followed(tmp_path: Path, folder: Path) -> None:
    """A kept folder that is a link is not one; links in a real one go, and what they lead to stays."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious").write_text("mine", encoding="utf-8")
    (folder / SANDBOX_TARGET).symlink_to(tmp_path / "outside")
    linked = remakable(folder)
    (folder / SANDBOX_TARGET).unlink()
    (built(folder) / "link").symlink_to(tmp_path / "outside")
    clean(folder, 0)

    assert ((), []) == (linked, list(folder.iterdir()))
    assert "mine" == (tmp_path / "outside" / "precious").read_text(encoding="utf-8")


def test_folders_too_deep_are_a_refusal(folder: Path) -> None:
    """Folders nested beyond what Python can descend, as a build script may make them, are a refusal and no crash."""
    kept = folder / SANDBOX_TARGET
    (kept / "/".join("d" * 200)).mkdir(parents=True)
    (aside,) = put_aside(folder, kept)
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        with pytest.raises(OSError, match="too deep"):
            prune(folder)
    finally:
        sys.setrecursionlimit(usual)

    assert aside.exists()
    prune(folder)
    assert not aside.exists()


def test_a_claim_from_another_container(folder: Path) -> None:
    """Whether a process of another container runs cannot be seen: its claim holds for a day."""
    living = scratch(Place(folder), "elsewhere")
    (living / MARK).write_text("1 5 in 7\n", encoding="ascii")
    young = live_folders(folder / "tmp")
    old = time.time() - FOREIGN_S - 60
    os.utime(living / MARK, (old, old))

    assert ((living,), ()) == (young, live_folders(folder / "tmp"))


def test_pruning_imports_no_sql(folder: Path) -> None:
    """Every run can afford it at its start."""
    code = """
for name in [name for name in sys.modules if name.split(".")[0] in ("sqlalchemy", "ferrule", "alembic")]:
    del sys.modules[name]
from ferrule.store.leftovers import prune
prune(folder)
print("sqlalchemy" in sys.modules)
"""
    assert "False\n" == children.run(code, str(folder))
