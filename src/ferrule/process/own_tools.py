"""Where the tools lie that ferrule itself brought, and when one of them goes before the user's."""

import os
import shutil
from pathlib import Path
from typing import Final

BIN: Final = "bin"
"""Links to the programs of all tools that were brought; at the end of PATH."""
OVER: Final = "over"
"""A folder for each program that goes before the one on PATH."""
INSTEAD_OF: Final = "instead-of"
"""The file in there that tells which one on PATH it goes before."""
ANY: Final = "any"
"""What stands in that file when it goes before any other."""


def tools_folder() -> Path:
    """Give the folder of the tools that ferrule brought; it may not be there."""
    import platformdirs

    return platformdirs.user_data_path("ferrule") / "tools"


def winning(given: str) -> list[str]:
    """Give the folders that go before the user's PATH, which is `given`.

    Whoever brings a tool because the one on PATH is too old notes which one that was. Ours wins over exactly that file:
    as soon as the user has another one there, theirs wins again. Nothing is started to find out.
    """
    try:
        folders = sorted(os.scandir(tools_folder() / OVER), key=lambda entry: entry.name)
    except OSError:
        return []
    return [folder.path for folder in folders if _wins(Path(folder.path), given)]


def _wins(folder: Path, given: str) -> bool:
    try:
        noted = (folder / INSTEAD_OF).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return noted == ANY or noted == told_apart(shutil.which(folder.name, path=given))


def told_apart(program: str | None) -> str:
    """Give what tells a file from what another day brings to its place; empty when there is none."""
    try:
        real = Path(program).stat() if program else None
    except OSError:
        real = None
    return f"{program} {real.st_size} {real.st_mtime_ns}" if real else ""
