"""What ferrule wrote below a root, by hashes: the file `.ferrule-install.json` in a target's folder."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from ferrule import __version__
from ferrule.definitions.hosts.placing import closed
from ferrule.errors import WrongUse
from ferrule.facts.install import InstallTarget

FORMAT: Final = "ferrule.installed/1"
_NAME: Final = ".ferrule-install.json"
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_PLACES: Final = {
    InstallTarget.CLAUDE: f".claude/{_NAME}",
    InstallTarget.CLAUDE_PLUGIN: _NAME,
    InstallTarget.CODEX: f".codex/{_NAME}",
    InstallTarget.AGENTS_DIR: f".agents/{_NAME}",
}
_ROOMS: Final = {
    InstallTarget.CLAUDE: (".claude/skills/", ".claude/agents/", ".claude/commands/"),
    InstallTarget.CLAUDE_PLUGIN: ("skills/", "agents/", "commands/", ".claude-plugin/plugin.json", "hooks/hooks.json"),
    InstallTarget.CODEX: (".agents/skills/", ".codex/agents/"),
    InstallTarget.AGENTS_DIR: (".agents/skills/",),
}
"""Where a target has files. A record lies in a folder that anybody may have made: other paths in it are refused."""


class BadRecord(WrongUse):
    """The record of what was installed cannot be read."""

    hint = "Remove the file that is named; what it told of counts as your own then, and is not touched."


@dataclass(frozen=True, slots=True)
class Record:
    """What ferrule wrote for one target."""

    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each file that is, or is about to be, as ferrule writes it; by its path from the root on."""
    before: Mapping[str, str] = field(default_factory=dict)
    """While an installation is at work: what ferrule wrote earlier in the place of some of them."""

    def hashes(self, path: str) -> set[str]:
        """Give the contents of a path that count as ferrule's own."""
        return {held[path] for held in (self.files, self.before) if path in held}


def place_of(target: InstallTarget) -> str:
    """Give where a target's record lies, from the root on."""
    return _PLACES[target]


def read_record(root: Path, target: InstallTarget) -> Record | None:
    """Give the record; None when nothing is installed. One behind a link that leads out of the root is none.

    Raises:
        BadRecord: when it is damaged, of a newer ferrule, or names files that are none of the target's.
    """
    path = root / _PLACES[target]
    if closed(root, _PLACES[target]) or path.is_symlink() or not path.is_file():
        return None
    try:
        return _record(json.loads(path.read_bytes()), target)
    except OSError as refusal:
        raise BadRecord(f"{path}: cannot be read: {refusal.strerror}") from refusal
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as refusal:
        raise BadRecord(f"{path}: is no record that this ferrule can read: {refusal}") from refusal


def known_hashes(root: Path) -> dict[str, set[str]]:
    """Give the contents that count as ferrule's own by path, for all targets: two of them share a folder.

    Raises:
        BadRecord: as `read_record` does.
    """
    known: dict[str, set[str]] = {}
    for target in InstallTarget:
        record = read_record(root, target) or Record()
        for path in (*record.files, *record.before):
            known.setdefault(path, set()).update(record.hashes(path))
    return known


def record_text(record: Record, target: InstallTarget) -> bytes:
    """Give what stands in the file."""
    shape: dict[str, object] = {"schema": FORMAT, "version": __version__, "target": target.value}
    shape["files"] = dict(sorted(record.files.items()))
    if record.before:
        shape["before"] = dict(sorted(record.before.items()))
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def _record(shape: Any, target: InstallTarget) -> Record:
    if shape["schema"] != FORMAT:
        raise ValueError(f"schema {shape['schema']!r}, this ferrule knows {FORMAT}")
    return Record(_hashes(shape["files"], target), _hashes(shape.get("before", {}), target))


def _hashes(shape: Any, target: InstallTarget) -> dict[str, str]:
    for path, digest in shape.items():
        if "\0" in path or not _is_utf8(path):
            raise ValueError(f"{path!r} is no path")
        if ".." in PurePosixPath(path).parts or not path.startswith(_ROOMS[target]):
            raise ValueError(f"{path!r} is no file of {target}")
        if not _SHA256.fullmatch(digest):
            raise ValueError(f"{path!r}: no hash")
    return dict(shape)


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
