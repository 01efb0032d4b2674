"""Advisories of the locked crates, as the last `ferrule check` found them; nothing is looked up anew (P34)."""

import hashlib
from pathlib import Path
from typing import Final

from ferrule.errors import StoreBroken
from ferrule.facts.finding import Finding
from ferrule.store.verdicts import FOLDER, open_verdicts

_GATE: Final = "audit"
_LOCK: Final = "Cargo.lock"
_INPUT: Final = f"file {_LOCK}"
_GRAVE: Final = ("vulnerability: ", "unsound: ")
"""How the tool's own text begins; a crate that nobody maintains is no reason to ask a security architect."""


def known_audits(root: Path, folder: Path) -> tuple[Finding, ...]:
    """Give what the gate `audit` said when it last decided, if that was about this very Cargo.lock; else nothing.

    Args:
        root: of the workspace.
        folder: for its state; the verdicts that are remembered there are signed.
    """
    if not (folder / FOLDER / _GATE).is_dir():
        return ()
    try:
        last = open_verdicts(folder).latest(_GATE)
        lock = hashlib.sha256((root / _LOCK).read_bytes()).hexdigest()
    except (OSError, StoreBroken):
        return ()
    if last is None or last.key.inputs.get(_INPUT) != lock:
        return ()
    return tuple(finding for finding in last.row.findings if finding.package and finding.rendered.startswith(_GRAVE))
