"""Wiping takes all of the state, unless somebody is at work in it."""

import os
from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.facts.cleaning import Cleaned
from ferrule.store.cleaning import plan_wipe, wipe
from ferrule.store.database import open_database
from ferrule.store.logs import keep_log
from ferrule.store.owners import MARK
from ferrule.store.place import Place, scratch, state_folder
from ferrule.store.runs import record
from store import children
from store.samples import run_of

WORK = """
scratch(Place(folder), "run-7")
print("working", flush=True)
sys.stdin.readline()
"""


def test_everything_goes(tmp_path: Path) -> None:
    """All that is below the folder goes, counted as the plan said; the workspace beside it stays."""
    (tmp_path / "Cargo.toml").touch()
    place = state_folder(tmp_path)
    scratch(place, "mine")
    keep_log(place.folder, "words")
    with open_database(place.folder) as database:
        record(database, run_of())
    sizes = [file.stat().st_size for file in place.folder.rglob("*") if file.is_file()]
    planned = plan_wipe(place.folder)

    assert (Cleaned(1, 1, 3, sum(sizes)),) * 2 == (planned, wipe(place.folder))
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")) == [
        ".ferrule",
        "Cargo.toml",
    ]
    assert Cleaned(0, 0, 0, 0) == wipe(place.folder)


def test_another_ferrule_is_at_work(folder: Path) -> None:
    """While another process owns a scratch folder nothing goes; once it is over all does."""
    child = children.start(WORK, str(folder))
    assert child.stdout
    assert child.stdout.readline() == "working\n"

    with pytest.raises(WrongUse) as refusal:
        wipe(folder)
    assert f"{folder}: another ferrule is at work: run-7 (process {child.pid})" == str(refusal.value)
    assert (folder / "tmp" / "run-7" / MARK).exists()
    assert children.said(child) == ""
    assert wipe(folder).files == 1


def test_somebody_who_did_not_sign_yet(folder: Path) -> None:
    """A scratch folder without a mark may be another ferrule's that starts just now."""
    (folder / "tmp" / "run-8").mkdir(parents=True)

    with pytest.raises(WrongUse, match=r"run-8 \(process unknown\)$"):
        wipe(folder)


def test_a_broken_database(folder: Path) -> None:
    """A database that cannot be opened is no hindrance: to be rid of it is the use of wiping."""
    (folder / "ferrule.db").write_bytes(b"broken" * 1000)

    assert Cleaned(0, 0, 1, 6000) == wipe(folder)
    assert list(folder.iterdir()) == []


def test_links_are_not_followed(tmp_path: Path, folder: Path) -> None:
    """Links to files and folders go; what they lead to stays."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_text("mine", encoding="utf-8")
    (folder / "overlays").mkdir()
    for link, where in (
        ("logs", outside),
        ("tmp", outside),
        ("overlays/deep", outside),
        ("a", outside / "precious"),
    ):
        (folder / link).symlink_to(where)
    os.link(outside / "precious", folder / "hard")
    wipe(folder)

    assert list(folder.iterdir()) == []
    assert (outside / "precious").read_text(encoding="utf-8") == "mine"


def test_a_link_is_no_state_folder(tmp_path: Path, folder: Path) -> None:
    """A folder that is itself a link is not wiped, and not counted."""
    scratch(Place(folder), "run")
    (tmp_path / "link").symlink_to(folder)

    for deed in (plan_wipe, wipe):
        with pytest.raises(WrongUse, match=r"link: a symbolic link, which is not followed$"):
            deed(tmp_path / "link")
    assert (folder / "tmp" / "run" / MARK).exists()


def test_no_folder(tmp_path: Path) -> None:
    """Where there is no state there is nothing to wipe."""
    assert Cleaned(0, 0, 0, 0) == wipe(tmp_path / "gone")
