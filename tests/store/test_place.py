"""The state lies in the workspace, or elsewhere with a reason."""

import hashlib
import os
from pathlib import Path

import pytest

from ferrule.errors import StoreBroken
from ferrule.store.owners import live_folders
from ferrule.store.place import Place, scratch, state_folder
from store import children


def in_cache(cache: Path, root: Path) -> Path:
    """Give where the state of this workspace lies when it cannot lie in it."""
    return cache / "ferrule" / "workspaces" / hashlib.sha256(os.fsencode(root)).hexdigest()[:16]


def test_in_the_workspace(tmp_path: Path) -> None:
    """The folder is made on demand, tells git to ignore it, and holds nothing else."""
    place = state_folder(tmp_path)

    assert Place(tmp_path / ".ferrule") == place == state_folder(tmp_path)
    assert [file.name for file in place.folder.iterdir()] == [".gitignore"]
    assert (place.folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_relative_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder stays the right one when the program goes elsewhere."""
    monkeypatch.chdir(tmp_path)

    assert tmp_path / ".ferrule" == state_folder(Path()).folder


def test_the_users_own_gitignore_stays(tmp_path: Path) -> None:
    """A .gitignore that is there already is not overwritten."""
    ignore = state_folder(tmp_path).folder / ".gitignore"
    ignore.write_text("*.log\n", encoding="utf-8")
    state_folder(tmp_path)

    assert ignore.read_text(encoding="utf-8") == "*.log\n"


def test_a_file_in_the_way(tmp_path: Path, cache: Path) -> None:
    """Where no folder can be made, the state lies in the user's cache, by the hash of the path."""
    (tmp_path / ".ferrule").touch()

    place = state_folder(tmp_path)

    assert Place(in_cache(cache, tmp_path), f"{tmp_path}/.ferrule: File exists") == place
    assert (place.folder / ".gitignore").is_file()


@pytest.mark.parametrize("where", [".", "src", "../outside", "gone"])
def test_a_link_is_not_followed(tmp_path: Path, cache: Path, where: str) -> None:
    """A `.ferrule` that is a link is not used, wherever it leads: cleaning would empty that folder."""
    root = tmp_path / "root"
    for folder in (root, root / "src", tmp_path / "outside"):
        folder.mkdir()
    (root / ".ferrule").symlink_to(where)

    place = state_folder(root)

    assert Place(in_cache(cache, root), f"{root}/.ferrule: a symbolic link, which is not followed") == place
    assert [
        name
        for name in ("root/src", "outside", "gone")
        if (tmp_path / name).is_dir() and not any((tmp_path / name).iterdir())
    ] == ["root/src", "outside"]


@pytest.mark.parametrize("name", ["ferrule.db", "logs", "tmp", ".gitignore", "ferrule.db-wal"])
def test_a_link_within_is_not_followed(tmp_path: Path, cache: Path, name: str) -> None:
    """A real `.ferrule` that a repository brought along with links in it is not used either."""
    (tmp_path / "precious").write_text("mine", encoding="utf-8")
    (tmp_path / ".ferrule").mkdir()
    (tmp_path / ".ferrule" / name).symlink_to(tmp_path / "precious")

    place = state_folder(tmp_path)

    assert (
        Place(in_cache(cache, tmp_path), f"{tmp_path}/.ferrule/{name}: a symbolic link, which is not followed") == place
    )
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "mine"


def test_nowhere(tmp_path: Path, cache: Path) -> None:
    """When the cache cannot be written either, the error names both folders."""
    (tmp_path / ".ferrule").touch()
    (cache / "ferrule").touch()

    with pytest.raises(StoreBroken) as refusal:
        state_folder(tmp_path)

    assert str(refusal.value).startswith(f"{tmp_path}/.ferrule: File exists; {cache}/ferrule")


@pytest.mark.sandbox
def test_a_read_only_workspace(tmp_path: Path, cache: Path, bwrap: tuple[str, ...]) -> None:
    """A workspace that is mounted read-only has its state in the cache, also when it had one before."""
    code = "print(*map(str, (state_folder(folder).folder, state_folder(folder).why)), sep='\\n')"
    within = (*bwrap, "--ro-bind", str(tmp_path), str(tmp_path))
    new = children.run(code, str(tmp_path), within=within).splitlines()
    state_folder(tmp_path)
    old = children.run(code, str(tmp_path), within=within).splitlines()

    assert [str(in_cache(cache, tmp_path)), f"{tmp_path}/.ferrule: Read-only file system"] == new
    assert new[0] == old[0]
    assert old[1].endswith("Read-only file system")


def test_scratch_belongs_to_its_maker(tmp_path: Path) -> None:
    """A scratch folder is made and claimed, and asking twice gives the same."""
    place = state_folder(tmp_path)
    made = scratch(place, "run")
    (made / "work").touch()

    assert place.folder / "tmp" / "run" == made == scratch(place, "run")
    assert (made,) == live_folders(place.folder / "tmp")
    assert (made / "work").exists()


def test_no_scratch(tmp_path: Path) -> None:
    """A scratch folder that cannot be made is a foreseen error."""
    place = state_folder(tmp_path)
    (place.folder / "tmp").touch()

    with pytest.raises(StoreBroken, match="tmp: File exists"):
        scratch(place, "run")


def test_starting_costs_no_sql() -> None:
    """Finding the place and keeping logs import neither SQLAlchemy nor what only the fallback needs."""
    code = """
import subprocess
heavy = ("sqlalchemy", "msgspec", "platformdirs", "alembic")
code = "import sys, ferrule.store.place, ferrule.store.logs; print(*set(sys.argv) & set(sys.modules))"
print(subprocess.check_output((sys.executable, "-c", code, *heavy), text=True))
"""

    assert children.run(code, ".").strip() == ""
