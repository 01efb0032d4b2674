"""A recursion that ends, but deeper than the crate allows: the limit that the compiler names (P05)."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.attributes.attribute import attribute_at, name_of
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.text import Text

ID: Final = "raise-recursion-limit"
CODES: Final = frozenset({"", "E0055", "E0275"})
_WANTED: Final = re.compile(
    r"consider increasing the recursion limit by adding a `(#!\[recursion_limit = \"(\d+)\"\])`"
)
_SET: Final = re.compile(rb"#!\[\s*recursion_limit\s*=\s*\"(\d+)\"\s*\]")
_HIGHEST: Final = 4096
"""Above it the recursion is taken for one without an end."""


def propose(case: Case) -> Iterator[Offer]:
    """Write the limit at the top of the crate's root; four times as much where what is written is less.

    A crate that sets no limit has the usual one: only macros and references come near it with an end.
    """
    found = _WANTED.search(case.error.rendered)
    root = case.open(case.crate.main) if found is not None and case.crate.main is not None else None
    if found is None or root is None or int(found[2]) > _HIGHEST:
        return
    written = _written(root)
    if written is not None:
        for rank, limit in ((LIKELY, int(found[2])), (POSSIBLE, 4 * int(found[2]))):
            edit = root.edit(*written, f'#![recursion_limit = "{limit}"]')
            yield case.offer(rank, f"the crate's own limit is too low: `{limit}`", (edit,))
    elif case.code != "E0275":
        at = _top(root)
        yield case.offer(LIKELY, "it goes deeper than is usual: raise the limit", (root.edit(at, at, f"{found[1]}\n"),))


def _written(root: Text) -> tuple[int, int] | None:
    """Give the range of the limit that the crate sets; None where it sets none."""
    for one in _SET.finditer(root.source):
        attribute = attribute_at(root, one.start())
        if attribute is not None and name_of(attribute) == "recursion_limit":
            return one.span()
    return None


def _top(root: Text) -> int:
    """Give the place behind the comments and the documentation that open a crate."""
    at = 0
    for line in root.source.splitlines(keepends=True):
        if not line.startswith((b"//", b"#!/")) and line.strip():
            break
        at += len(line)
    return at
