"""Brings a prebuilt tool: pip or uv fetches the pinned file, holds it against its checksum and unpacks it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ferrule.process.command import Command
from ferrule.process.door import run
from ferrule.tools.pins import Pin, WheelFile
from ferrule.tools.refusal import Refusal, refusal

_LIMIT_S: Final = 1800.0
_NEVER: Final = {name: None for word in ("TARGET", "PREFIX", "ROOT", "USER") for name in (f"PIP_{word}", f"UV_{word}")}
"""Where the user's own packages go is none of these tools' business."""
_QUIET: Final = {"PIP_REQUIRE_VIRTUALENV": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
_ALONE: Final = {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": None, "UV_FIND_LINKS": None, "UV_OFFLINE": "1"}
"""Without a network nothing of the user's settings may lead to one."""


def bring_wheel(
    pin: Pin, file: WheelFile, fetch: tuple[str, ...], folder: Path | None, where: Path, hear: Callable[[str], None]
) -> Path | Refusal:
    """Give the unpacked tree, below `where`; the file is taken from `folder`, or from the index where that is None.

    The checksum is verified before anything is unpacked; members that would lie outside are refused by pip and uv.
    """
    wanted = where / "wanted.txt"
    wanted.write_text(f"{pin.wheel}=={pin.version} --hash=sha256:{file.sha256}\n", "utf-8")
    tree, room = where / "tree", where / "tmp"
    room.mkdir()
    strict = ("--no-deps", "--only-binary=:all:", "--require-hashes", "--target", str(tree))
    line = ("--no-index", "--find-links", str(folder)) if folder else ()
    env = {**_NEVER, **(_ALONE if folder else {}), **_QUIET, "TMPDIR": str(room)}
    outcome = run(Command((*fetch, *strict, *line, "-r", str(wanted)), where, _LIMIT_S, env), hear)
    return tree if outcome.ok else refusal(outcome, file.name)


def in_folder(file: WheelFile, folder: Path | None) -> Path | None:
    """Give the folder when the file lies in it."""
    return folder if folder is not None and (folder / file.name).is_file() else None
