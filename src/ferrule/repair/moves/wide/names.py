"""A name that nothing has: another one in its place, of what is in scope or belongs to the type that is spoken of."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Phase
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.shapes.scope import locals_at
from ferrule.repair.moves.types.typewords import bare, read_type
from ferrule.repair.moves.wide.nearby import FIRST
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

ID: Final = "wide-name"
CODES: Final = frozenset({ANY})
_MOST: Final = 20
_LIKE: Final = 0.5
"""From which share of common letters on a name may be meant by another one."""
_MEMBER: Final = frozenset({"E0599", "E0609", "E0610", "E0560", "E0559", "E0026", "E0407", "E0437", "E0438", "E0576",
                            "E0220", "E0223"})  # fmt: skip
_NAME: Final = re.compile(r"^[A-Za-z_]\w*!?$")
_TYPE: Final = re.compile(r"`([^`]+)`")
_PATHS: Final = frozenset({"scoped_identifier", "scoped_type_identifier"})


def propose(case: Case) -> Iterator[Offer]:
    """Yield other names and other ways to the same one; what resolves is never replaced."""
    is_member = case.code in _MEMBER
    if not is_member and case.error.phase is not Phase.RESOLVE:
        return
    node = case.node
    name = text_of(node)
    offers = list(_paths(case, node)) if node.type not in LITERALS else []
    if _NAME.match(name):
        known = dict.fromkeys((*_members(case), *(() if is_member else _in_scope(case, node))))
        known.pop(name, None)
        chosen = [(one, _likeness(name, one)) for one in known]
        for one, like in chosen:
            if like >= _LIKE:
                rank = FIRST + round((1 - like) * 20)
                edit = case.text.edit(node.start_byte, node.end_byte, one)
                offers.append(case.offer(rank, f"nothing is called `{name}`: `{one}`", (edit,)))
    yield from sorted(offers, key=lambda one: one.rank)[:_MOST]


def _in_scope(case: Case, node: Node) -> Iterator[str]:
    """Yield the variables in scope and the items of the crate."""
    yield from (local.name for local in locals_at(node))
    is_type = node.type == "type_identifier"
    for placed in placed_items(case):
        kind = placed.item.kind
        if kind in {"struct", "enum", "trait", "type", "union"} or (not is_type and kind in {"fn", "const", "static"}):
            yield placed.item.name


def _members(case: Case) -> Iterator[str]:
    """Yield fields, methods and variants of the types of the crate that the error names."""
    heads = {bare(read_type(words)).head for words in _TYPE.findall(case.words)}
    heads |= {head.rpartition("::")[2] for head in heads}
    for placed in placed_items(case):
        if placed.item.name in heads and placed.item.kind in {"struct", "union", "enum", "impl", "trait", "variant"}:
            yield from (field.name for field in placed.item.fields)
            yield from (member.name for member in placed.item.members)


def _paths(case: Case, node: Node) -> Iterator[Offer]:
    """Yield the same name by another way: that of an item of the crate with this name, or from one of the roots."""
    whole = node
    while whole.parent is not None and whole.parent.type in _PATHS:
        whole = whole.parent
    words = text_of(whole)
    parts = [part for part in words.split("::") if part]
    if "<" in words or not all(_NAME.match(part) for part in parts):
        return
    ways = [placed.path for placed in placed_items(case) if placed.item.name == parts[-1] and _is_free(placed)]
    ways += [f"{start}::{words}" for start in ("crate", "self", "super", "std")]
    for doubt, way in enumerate(dict.fromkeys(ways)):
        if way != words:
            edit = case.text.edit(whole.start_byte, whole.end_byte, way)
            yield case.offer(FIRST + 4 + doubt, f"`{words}` by another way: `{way}`", (edit,))


def _is_free(placed: Placed) -> bool:
    return placed.item.kind not in {"impl", "mod"}


def _likeness(name: str, other: str) -> float:
    """Give how like two names are, from 0 to 1; a common word counts as much as most letters."""
    one, two = (set(re.findall(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}", part)) for part in (name, other))
    words = {word.lower() for word in one} & {word.lower() for word in two}
    ratio = SequenceMatcher(None, name.lower(), other.lower()).ratio()
    return max(ratio, 0.6 if words else 0.0)
