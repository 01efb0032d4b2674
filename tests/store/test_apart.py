"""The target folder outside of a workspace goes with it, and with `clean` (E10)."""

import shutil
from pathlib import Path

import pytest

from ferrule.errors import StoreBroken
from ferrule.store.apart import apart, make_apart, orphans
from ferrule.store.cleaning import clean, wipe
from ferrule.store.leftovers import prune, put_aside


def test_it_lies_outside_and_is_found_again(folder: Path) -> None:
    """One workspace has one folder, which no path below the workspace leads to."""
    made = make_apart(folder)

    assert (made, True) == (apart(folder), made.is_dir())
    assert not made.is_relative_to(folder.parent)


@pytest.mark.parametrize("way", ["clean", "wipe"])
def test_cleaning_takes_it(folder: Path, way: str) -> None:
    """Both ways of cleaning take what was built there."""
    (make_apart(folder) / "debug").write_bytes(b"12345")
    cleaned = clean(folder, 5) if way == "clean" else wipe(folder)

    assert (False, 2) == (apart(folder).exists(), cleaned.files)


def test_one_whose_workspace_is_gone(folder: Path) -> None:
    """It is taken by the next look of any other workspace that keeps something; others stay."""
    gone = folder.with_name("gone")
    gone.mkdir()
    lost, mine = make_apart(gone), make_apart(folder)
    (lost.parent / "of nobody").mkdir()
    shutil.rmtree(gone)
    assert (lost,) == orphans()
    prune(folder)

    assert (False, True) == (lost.exists(), mine.exists())


def test_one_that_was_put_aside(folder: Path) -> None:
    """What a cleaning that was killed left beside it goes with the next one."""
    made = make_apart(folder)
    (aside,) = put_aside(folder, made)
    assert (False, True) == (made.exists(), aside.exists())
    prune(folder)

    assert not aside.exists()


def test_one_that_cannot_be_made(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The fault says where."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))

    with pytest.raises(StoreBroken, match="file"):
        make_apart(folder)
