"""Warnings that give a wrong repair away: it compiles, and what it made has no effect."""

from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content
from ferrule.errors import SourceChanged
from ferrule.facts.finding import Finding, Level, Phase
from ferrule.facts.repair import Changes

_LINTS: Final = frozenset({
    "unused_must_use", "path_statements", "unreachable_code", "unconditional_recursion", "unused_comparisons",
    "unused_assignments", "clippy::no_effect",
})  # fmt: skip


def given_away(findings: tuple[Finding, ...], changes: Changes, root: Path) -> tuple[Finding, ...]:
    """Give the findings, with such a warning on an edited line as an error of the last phase.

    A dropped `return` is answered by `Ok::<(), A>(());`, which compiles and no longer returns.
    """
    if not any(_tells(finding) for finding in findings):
        return findings
    edited = {path: frozenset(_edited_lines(path, text)) for path, text in changes.items()}
    return tuple(
        replace(finding, level=Level.ERROR, phase=Phase.LINT)
        if _tells(finding) and finding.line in edited.get(root / (finding.path or ""), frozenset())
        else finding
        for finding in findings
    )


def _tells(finding: Finding) -> bool:
    return finding.level is Level.WARNING and finding.rule in _LINTS


def _edited_lines(path: Path, text: bytes) -> Iterable[int]:
    """Yield the lines of the new text, from 1, that the file on disk does not have."""
    try:
        old = content(path, {}).splitlines()
    except SourceChanged:
        old = []
    matcher = SequenceMatcher(None, old, text.splitlines(), autojunk=False)
    for tag, _, _, first, end in matcher.get_opcodes():
        if tag != "equal":
            yield from range(first + 1, end + 1)
