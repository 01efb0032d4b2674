"""The decision put off: the function says at run time that it is not done, and the rest of the tree compiles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ferrule.edits.changes import content, located
from ferrule.errors import SourceChanged
from ferrule.escalation.options.draft import Draft
from ferrule.escalation.options.place import item_at
from ferrule.facts.finding import Finding
from ferrule.facts.repair import Changes

_BODY: Final = 70
_OFF: Final = 80
_SWITCHED: Final = ("impl", "struct", "enum", "union", "trait", "const", "static", "type", "fn", "mod")


def postponing_drafts(error: Finding, name: str, tree: Changes, root: Path) -> Iterator[Draft]:
    """Yield the function around the error with an open body, and its item switched off."""
    if not error.path:
        return
    path = located(root, error.path)
    try:
        now = content(path, tree)
    except SourceChanged:
        return
    function = item_at(error, now, ("fn",))
    if function is not None and function.body is not None:
        start, end = function.body
        body = f'{{\n    todo!("{name}: left open")\n}}'.encode()
        risk = f"`{function.name}` stops the program wherever it is called"
        words = f"leave `{function.name}` open: its body becomes `todo!()`"
        yield Draft(words, {path: now[:start] + body + now[end:]}, risk, resolves=False, rank=_BODY)
    item = item_at(error, now, _SWITCHED)
    if item is not None:
        off = b"#[cfg(any())] // " + name.encode() + b": switched off\n"
        risk = f"{item.kind} `{item.name}` is no longer compiled; nothing may need it"
        words = f"switch {item.kind} `{item.name}` off with `#[cfg(any())]`"
        changes = {path: now[: item.start] + off + now[item.start :]}
        yield Draft(words, changes, risk, resolves=False, rank=_OFF)
