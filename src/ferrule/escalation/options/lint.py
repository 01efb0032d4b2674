"""Ways out of a lint: what the linter itself would write without being sure of it, and the lint let pass, said why."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content, edited, located
from ferrule.errors import EditConflict, SourceChanged
from ferrule.escalation.options.draft import Draft
from ferrule.escalation.options.place import item_at
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes

_OFFERED: Final = 30
_LET_PASS: Final = 75
_EXPECT_SINCE: Final = (1, 81)
_NUMBERS: Final = re.compile(r"(\d+)\.(\d+)")


def lint_drafts(error: Finding, name: str, tree: Changes, root: Path, oldest: str | None = None) -> Iterator[Draft]:
    """Yield each edit that the linter offers, then `#[expect]` at the item around it, which names the incident.

    `oldest` is the crate's `rust-version`: before 1.81 there is only `#[allow]`.
    """
    for offered in error.suggestions:
        try:
            changes = edited(root, offered.edits, tree)
        except (EditConflict, SourceChanged):
            continue
        new = {path: text for path, text in changes.items() if tree.get(path) != text}
        risk = f"the linter calls its own edit {offered.applicability}: read what it changes"
        yield Draft(offered.message, new, risk, rank=_OFFERED)
    yield from _let_pass(error, name, tree, root, oldest)


def _let_pass(error: Finding, name: str, tree: Changes, root: Path, oldest: str | None) -> Iterator[Draft]:
    if not error.path or not error.rule:
        return
    path = located(root, error.path)
    try:
        now = content(path, tree)
    except SourceChanged:
        return
    item = item_at(error, now)
    if item is None:
        return
    begin = now.rfind(b"\n", 0, item.start) + 1
    indent = now[begin : item.start]
    if indent.strip():
        return
    said = f"{name}: let pass by decision"
    knows = not (found := _NUMBERS.match(oldest or "")) or (int(found[1]), int(found[2])) >= _EXPECT_SINCE
    words = f'#[expect({error.rule}, reason = "{said}")]' if knows else f"#[allow({error.rule})] // {said}"
    attribute = f"{words}\n".encode()
    risk = f"`{error.rule}` is not told in {item.kind} `{item.name}` any more, wherever else it would be right"
    how = "expect" if knows else "allow"
    words = f"let `{error.rule}` pass in {item.kind} `{item.name}`, with `#[{how}]` and this incident as its reason"
    changes = {path: now[: item.start] + attribute + indent + now[item.start :]}
    yield Draft(words, changes, risk, resolves=False, rank=_LET_PASS)
