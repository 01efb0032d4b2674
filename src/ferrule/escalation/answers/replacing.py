"""Exact replacements made: each old text must stand in its file exactly once."""

from collections.abc import Iterable
from functools import partial

from ferrule.escalation.answers.draft import Draft
from ferrule.escalation.answers.places import Unfit
from ferrule.escalation.answers.tree import Tree
from ferrule.facts.escalation import KeptEdit
from ferrule.facts.repair import Changes


def replaced(tree: Tree, edits: Iterable[KeptEdit]) -> Changes:
    """Give the new contents of the files that differ; edits of one file are made one after another.

    Raises:
        Unfit: telling every edit that cannot be made, in words for its author.
    """
    draft = Draft(tree)
    for place, edit in enumerate(edits):
        draft.edit(f"edits[{place}]", edit.path, partial(_replaced, edit))
    return draft.changes()


def _replaced(edit: KeptEdit, text: bytes) -> bytes:
    old, new = edit.old.encode(), edit.new.encode()
    if not old.strip():
        raise Unfit(f"{edit.path!r}: the old text is empty; quote the lines that change")
    if b"\r\n" in text:  # JSON is written with plain line ends, whatever the file has
        new = _with_carriage_returns(new)
        old = old if old in text else _with_carriage_returns(old)
    times = text.count(old)
    if times == 0:
        raise Unfit(f"{edit.path!r}: the old text does not stand in the file: {edit.old[:200]!r}")
    if times > 1:
        raise Unfit(f"{edit.path!r}: the old text stands there {times} times; quote more lines: {edit.old[:200]!r}")
    return text.replace(old, new)


def _with_carriage_returns(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
