"""Crates with faults for `ferrule fix`, and what is to be seen of a tree before and after."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from ferrule.api import fix
from ferrule.facts.fix import FixReport, FixRequest, Testing
from ferrule.process.door import sandbox_refusal
from processes import eventually

REFUSAL = sandbox_refusal()
MARKS = [
    pytest.mark.cargo,
    pytest.mark.sandbox,
    pytest.mark.skipif(bool(REFUSAL), reason=f"no namespaces on this machine: {REFUSAL}"),
]
"""For `pytestmark` of every file here."""

FAULT = "/// Counts.\npub fn count() -> usize {\n    let v = Vec::new();\n    v.push(1u8);\n    v.len()\n}\n"
"""One error, E0596, with a suggestion that is right."""

_MADE = {".ferrule", "target", "Cargo.lock"}

Entry = tuple[int, bytes]
"""Mode and content; of a link the place that it names."""


def mended(source: bytes) -> bytes:
    """Give what a file with the fault holds once it is repaired."""
    return source.replace(b"let v", b"let mut v")


def repaired(root: Path, tell: Callable[[str], None] = lambda _: None, **more: Any) -> FixReport:
    """Run `ferrule fix` in this process, without tests if not told otherwise."""
    return fix(FixRequest(root, trusted=True, **{"tests": Testing.NONE, **more}), tell)


def tree(root: Path) -> dict[str, Entry]:
    """Give all that lies below a folder, apart from what Cargo and ferrule keep there."""
    own = (path for path in sorted(root.rglob("*")) if not _MADE & set(path.relative_to(root).parts))
    return {str(path.relative_to(root)): _entry(path) for path in own}


def changed(before: dict[str, Entry], after: dict[str, Entry]) -> set[str]:
    """Give the names that came, went or are not what they were."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def leftovers(root: Path) -> list[str]:
    """Give what a run should have taken away: its scratch folder, and files beside the sources."""
    found = (*root.glob(".ferrule/tmp/*"), *root.rglob(".ferrule-*"))
    return [str(path.relative_to(root)) for path in found]


def is_left_alone(root: Path) -> bool:
    """Tell whether no process is at work there, waiting a little for those that are just ending."""
    return eventually(lambda: not _at_work(root))


def _at_work(root: Path) -> list[int]:
    found = []
    for process in psutil.process_iter(["cmdline", "cwd", "status"]):
        words = [process.info["cwd"] or "", *(process.info["cmdline"] or [])]
        is_over = process.info["status"] == psutil.STATUS_ZOMBIE or process.pid == os.getpid()
        if not is_over and any(str(root) in word for word in words):
            found.append(process.pid)
    return found


def _entry(path: Path) -> Entry:
    mode = path.lstat().st_mode
    if path.is_symlink():
        return mode, os.fsencode(path.readlink())
    return mode, path.read_bytes() if path.is_file() else b""
