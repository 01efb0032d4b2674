"""A key that is lent from what is sorted: what is compared may be lent, a key may not (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.variables import variables

ID: Final = "compare-keys"
CODES: Final = frozenset({""})
_BY: Final = {
    "sort_by_key": "sort_by", "sort_unstable_by_key": "sort_unstable_by", "min_by_key": "min_by",
    "max_by_key": "max_by", "sort_by_cached_key": "sort_by",
}  # fmt: skip


def propose(case: Case) -> Iterator[Offer]:
    """Compare the keys of two items in place of giving them away."""
    closure = enclosing(case.node, "closure_expression")
    arguments = closure.parent if closure is not None else None
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None else None
    name = called.child_by_field_name("field") if called is not None else None
    key = closure.child_by_field_name("body") if closure is not None else None
    by = _BY.get(text_of(name))
    if "lifetime may not live long enough" not in case.error.message or closure is None or by is None:
        return
    known = variables(closure)
    if len(known) != 1 or key is None or name is None or key.type == "block":
        return
    [item] = known
    other = "b" if item.name != "b" else "other"
    renamed = _renamed(key, item.uses, other)
    if key.type == "reference_expression":
        words = f"{text_of(key.child_by_field_name('value'))}.cmp({renamed})"
    elif key.type == "tuple_expression" or text_of(key).startswith("Reverse("):
        words = f"{text_of(key)}.cmp(&{renamed})"
    else:
        words = f"{text_of(key)}.cmp({renamed})"
    edits = ((name.start_byte, name.end_byte, by), (closure.start_byte, closure.end_byte,
             f"|{item.name}, {other}| {words}"))  # fmt: skip
    yield case.replace(LIKELY, "the key belongs to the item: compare two items", *edits)


def _renamed(key: Node, uses: list[Node], other: str) -> str:
    source, at = key.text or b"", key.start_byte
    for use in sorted(uses, key=lambda one: -one.start_byte):
        if use.type == "identifier":
            source = source[: use.start_byte - at] + other.encode() + source[use.end_byte - at :]
    return source.decode("utf-8", "replace")
