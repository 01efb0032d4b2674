"""How far a private item, field or import should be seen: as far as its neighbours are, and no less than is asked."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.text import Text
from ferrule.syntax.items import Item, text_of

CRATE: Final = "pub(crate)"
PUBLIC: Final = "pub"


def levels(case: Case, siblings: Iterator[str], name: str = "") -> tuple[str, ...]:
    """Give the visibilities worth a try, likeliest first.

    What is exported from the crate has to be `pub`; else an item that stands among public ones was meant like them,
    as is one of which the documentation speaks, and `pub(crate)` is the narrowest level that every module can use.
    """
    if case.code in {"E0364", "E0365"} or _exported(case.node):
        return (PUBLIC,)
    seen = list(siblings)
    public = sum(one == PUBLIC for one in seen)
    is_public = 2 * public > len(seen) or (public > 0 and _documented(case, name))
    return (PUBLIC, CRATE) if is_public else (CRATE, PUBLIC)


def _documented(case: Case, name: str) -> bool:
    """Say whether an example or a link in the documentation of the crate uses this name."""
    if not name:
        return False
    used = re.compile(rb"^\s*//[/!].*(?:[.:]|\[`?|\b)" + re.escape(name.encode()) + rb"(?:\(|`?\]|::<)", re.MULTILINE)
    return any(used.search(text.source) for text, _ in files(case))


def siblings_of(text: Text, item: Item) -> Iterator[str]:
    """Yield the visibilities of the other items of this kind beside one: of its impl, else of its module."""
    around = [one for one in text.items if one.body and one.body[0] < item.start < one.body[1]]
    owner = min(around, key=lambda one: one.end - one.start, default=None)
    beside = owner.members if owner is not None else tuple(one for one in text.items if not one.modules)
    chosen = [one for one in beside if one.start != item.start and one.kind not in {"impl", "variant", "macro"}]
    same = [one for one in chosen if one.kind == item.kind and not _for_tests(one)]
    yield from (one.visibility for one in (same or chosen))


def imports_beside(node: Node) -> Iterator[str]:
    """Yield the visibilities of the other imports of a module."""
    for one in node.parent.named_children if node.parent is not None else ():
        if one.type == "use_declaration" and one != node:
            yield next((text_of(child) for child in one.named_children if child.type == "visibility_modifier"), "")


def _exported(node: Node) -> bool:
    """Say whether the place is inside of a `pub use`."""
    around: Node | None = node
    while around is not None and around.type != "use_declaration":
        around = around.parent
    return around is not None and any(text_of(child) == PUBLIC for child in around.named_children)


def _for_tests(item: Item) -> bool:
    return any(words in {"test", "cfg(test)"} for words in item.attributes)
