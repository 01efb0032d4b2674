"""What lies beside a SKILL.md, read for a copy; nothing outside of the skill's folder is."""

import os
import stat
from pathlib import Path, PurePosixPath
from typing import Final

from ferrule.definitions.hosts.exported import Exported, remark
from ferrule.definitions.real_path import real_path
from ferrule.facts.definition import Definition, Remark
from ferrule.facts.finding import Level

SKILL_FILE = "SKILL.md"


_LARGEST: Final = 8 << 20
"""Bytes of one file that are taken along: a skill is text and small programs."""


def resources(definition: Definition) -> Exported:
    """Give the files beside a skill, to the byte; one that cannot be taken along is remarked on."""
    folder = Path(definition.path).parent
    files: dict[str, bytes] = {}
    executable: set[str] = set()
    remarks: list[Remark] = []
    for name in definition.files:
        why = _outside(folder, name)
        try:
            if not why:
                files[name], runs = _content(folder / name)
                executable |= {name} if runs else set()
        except OSError as refusal:
            why = refusal.strerror or str(refusal)
        if why:
            remarks.append(remark(definition, "resource-left-out", f"{name}: left out: {why}", Level.WARNING))
    return Exported(files, frozenset(executable), tuple(remarks))


def _outside(folder: Path, name: str) -> str:
    """Give why a file is none of the skill's, all links followed; empty when it is one."""
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in name:
        return "leads out of the skill's folder"
    if len(path.parts) == 1 and path.name.lower() == SKILL_FILE.lower():
        return "has the name of the skill's own file"
    try:
        name.encode()
    except UnicodeEncodeError:
        return "has a name that is no UTF-8"
    real, top = real_path(folder / name), real_path(folder)
    return "" if real and Path(real).is_relative_to(top) else "a link that leads out of the skill's folder"


def _content(path: Path) -> tuple[bytes, bool]:
    """Give what a file holds and whether it may be run; raises OSError, also for what is no regular file."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise OSError(None, "no regular file", str(path))
        if os.fstat(handle).st_size > _LARGEST:
            raise OSError(None, f"longer than {_LARGEST >> 20} MiB", str(path))
        return file.read(), bool(mode & stat.S_IXUSR)
