"""The settings file of a workspace: which one it is, what stands in it, and on which line."""

import re
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Final

from ferrule.config.depth import is_deep
from ferrule.config.fault import BadSettings
from ferrule.config.lines import Lines, Path

FILE: Final = "ferrule.toml"
MANIFEST: Final = "Cargo.toml"
_SECTIONS: Final[tuple[Path, ...]] = (("workspace", "metadata", "ferrule"), ("package", "metadata", "ferrule"))
_LARGEST = 1 << 20
_LINE = re.compile(r"\(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class File:
    """What one file says of settings."""

    path: FilePath
    table: dict[str, Any]
    lines: Lines
    section: Path = ()
    """Where in the file the settings stand; empty: the whole file."""

    def origin(self, path: Path) -> str:
        """Give file and line of a key for people who know the workspace: `ferrule.toml:12`."""
        return f"{self.path.name}:{self.lines.line((*self.section, *path))}"

    def place(self, path: Path) -> str:
        """Give file and line of a key in full."""
        return f"{self.path}:{self.lines.line((*self.section, *path))}"


def read_file(root: FilePath) -> File | None:
    """Give the settings in `ferrule.toml`, or in the metadata of the root's Cargo.toml; None when neither has any.

    Raises:
        BadSettings: when one cannot be read, or both of them (or both sections) hold settings.
    """
    own = file_at(root / FILE)
    found = [*((own,) if own else ()), *in_manifest(root)]
    if len(found) > 1:
        first, second = (_called(one) for one in found[:2])
        raise BadSettings(f"settings in two places: {first} and {second}; keep one of them")
    return found[0] if found else None


def file_at(path: FilePath) -> File | None:
    """Give the settings of a file that holds nothing else; None when there is none.

    Raises:
        BadSettings: when it cannot be read.
    """
    text = _text(path)
    return None if text is None else File(path, _parsed(path, text), Lines(text))


def in_manifest(root: FilePath) -> list[File]:
    """Give the settings in the metadata of the root's Cargo.toml: none, one, or those of both sections.

    Raises:
        BadSettings: when the file cannot be read.
    """
    path = root / MANIFEST
    text = _text(path)
    if text is None or "ferrule" not in text:
        return []
    manifest = _parsed(path, text)
    found = []
    for section in _SECTIONS:
        table: Any = manifest
        for key in section:
            table = table.get(key) if isinstance(table, dict) else None
        if table is None:
            continue
        file = File(path, table if isinstance(table, dict) else {}, Lines(text), section)
        if not isinstance(table, dict):
            raise BadSettings(f"{file.place(())}: {'.'.join(map(str, section))}: takes a table")
        found.append(file)
    return found


def _text(path: FilePath) -> str | None:
    """Give what stands in the file; None when there is none, or a folder in its place.

    Raises:
        BadSettings: when it is no regular file, too large or no UTF-8.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            return None
        if not stat.S_ISREG(kind):
            raise BadSettings(f"{path}: not a regular file")
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        raise BadSettings(f"{path}: cannot be read: {fault.strerror}") from fault
    if len(content) > _LARGEST:
        raise BadSettings(f"{path}: larger than {_LARGEST} bytes")
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise BadSettings(f"{path}:{line}: not UTF-8") from fault


def _parsed(path: FilePath, text: str) -> dict[str, Any]:
    try:
        table = tomllib.loads(text)
    except RecursionError as fault:
        raise BadSettings(f"{path}: nested too deeply") from fault
    except ValueError as fault:  # beside TOML's own errors: a number of more digits than Python reads
        words = str(fault)
        told = _LINE.search(words)
        line = int(told[1]) if told else text.rstrip().count("\n") + 1
        raise BadSettings(f"{path}:{line}: {words}") from fault
    if is_deep(table):  # `a.a.a.a` and so on
        raise BadSettings(f"{path}: nested too deeply")
    return table


def _called(file: File) -> str:
    section = f" [{'.'.join(map(str, file.section))}]" if file.section else ""
    return f"{file.place(())}{section}"
