"""Warnings that give a wrong repair away: it compiles, and what it made has no effect."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content
from ferrule.errors import SourceChanged
from ferrule.facts.finding import Finding, Level, Phase
from ferrule.facts.repair import Changes
from ferrule.syntax.tree import enclosing_item, parse

_SUCCESS: Final = re.compile(rb"\s*Ok\(.*\)\s*$")
_LINTS: Final = frozenset({
    "unused_must_use", "path_statements", "unreachable_code", "unconditional_recursion", "unused_comparisons",
    "unused_assignments", "clippy::no_effect", "dropping_references", "dropping_copy_types", "forgetting_references",
})  # fmt: skip


def given_away(findings: tuple[Finding, ...], changes: Changes, root: Path) -> tuple[Finding, ...]:
    """Give the findings, with such a warning on an edited line as an error of the last phase.

    A dropped `return` is answered by `Ok::<(), A>(());`, which compiles and no longer returns.
    """
    if not any(_tells(finding) for finding in findings):
        return findings
    doubted = {path: dict(_doubted_lines(path, text)) for path, text in changes.items()}
    return tuple(_as_error(finding, doubted.get(root / (finding.path or ""), {})) for finding in findings)


def _as_error(finding: Finding, doubted: dict[int, int]) -> Finding:
    """Give the finding as an error where it tells of an edit, from its line to that of the edit."""
    edit = doubted.get(finding.line or 0)
    if edit is None or not _tells(finding):
        return finding
    end_line = max(finding.end_line or edit, edit)
    return replace(finding, level=Level.ERROR, phase=Phase.LINT, end_line=end_line)


def _tells(finding: Finding) -> bool:
    return finding.level is Level.WARNING and finding.rule in _LINTS


def _doubted_lines(path: Path, text: bytes) -> Iterator[tuple[int, int]]:
    """Yield the edited lines, and all of a function that got a value of success at its end, each with the edited one.

    Behind `check(x);` an `Ok(())` compiles, and throws away what the check said.
    """
    lines = text.splitlines()
    for line in _edited_lines(path, text):
        yield line, line
        if _SUCCESS.match(lines[line - 1]):
            start = sum(len(one) + 1 for one in lines[: line - 1])
            around = enclosing_item(parse(text), start, start)
            yield from ((one, line) for one in range(around.line, line)) if around is not None else ()


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
