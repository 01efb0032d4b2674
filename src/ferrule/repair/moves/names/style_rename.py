"""A name in another style than the program asks of itself: renamed wherever the crate says it (P05, P13)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.text import Text
from ferrule.syntax.tree import COMMENTS, leaves

ID: Final = "rename-to-style"
CODES: Final = frozenset({"non_camel_case_types", "non_snake_case", "non_upper_case_globals"})
_ASKED: Final = re.compile(r"convert the identifier to [\w ]+: `([A-Za-z_]\w*)`|convert the identifier to [\w ]+$")
_STRINGS: Final = frozenset({"string_literal", "raw_string_literal"})
_MOST_FILES: Final = 200


def propose(case: Case) -> Iterator[Offer]:
    """Rename it in all files, unless the new name is already there: two things of one name would be mixed up."""
    old = case.found
    new = _wanted(case)
    if not new or new == old or not re.fullmatch(r"[A-Za-z_]\w*", old):
        return
    texts = [text for text, _ in files(case)[:_MOST_FILES] if old.encode() in text.source]
    known = (text for text, _ in files(case)[:_MOST_FILES])
    if any(re.search(rf"\b{new}\b".encode(), text.source) for text in known):
        return
    edits = [edit for text in texts for edit in _edits(text, old, new)]
    if edits:
        yield case.offer(SURE, f"`{old}` is `{new}` in the style that is asked for, everywhere", edits)


def _wanted(case: Case) -> str:
    """Give the name that the lint asks for; empty where it names none."""
    for suggestion in case.error.suggestions:
        edits = suggestion.edits
        if (
            _ASKED.search(suggestion.message)
            and len(edits) == 1
            and re.fullmatch(r"[A-Za-z_]\w*", edits[0].replacement)
        ):
            return edits[0].replacement
    found = re.search(r"convert the identifier to [\w ]+: `([A-Za-z_]\w*)`", case.error.rendered or "")
    return found[1] if found else ""


def _edits(text: Text, old: str, new: str) -> Iterator[Edit]:
    """Yield the name as a token, and in a text that is formatted."""
    for leaf in leaves(text.tree):
        start, end = leaf.start_byte, leaf.end_byte
        if leaf.type in COMMENTS:
            continue
        if leaf.type in _STRINGS:
            for match in re.finditer(rb"(?<!\{)\{(%s)(?=[:}])" % re.escape(old.encode()), text.source[start:end]):
                yield text.edit(start + match.start(1), start + match.end(1), new)
        elif text.source[start:end] == old.encode():
            yield text.edit(start, end, new)
