"""Conversions that the crate itself has: a method of the found type that gives the expected one (P05)."""

from collections.abc import Iterator

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import known_items
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.conversions import Way
from ferrule.repair.moves.types.typewords import Type, bare, read_type, same
from ferrule.syntax.items import Item

_HANDS_OVER = ("as_", "to_", "into_", "get", "inner", "value")
_MOST = 3


def own_ways(case: Case, expected: Type, found: Type) -> Iterator[Way]:
    """Yield calls of methods without arguments that lead from a type of the crate to another; fields of a tuple too."""
    inner = bare(found)
    if not inner.head.isidentifier() or expected.head in {"()", "_"}:
        return
    ranked: dict[str, int] = {}
    for placed in known_items(case):
        item, is_own = placed.item, not placed.is_linked
        if item.name != inner.head:
            continue
        if item.kind == "impl" and not item.of_trait:
            ranked.update(_methods(item, expected, is_own=is_own))
        elif item.kind == "struct" and len(item.fields) == 1 and (is_own or item.fields[0].visibility == "pub"):
            ranked.update(_field(item, expected))
    for call, rank in sorted(ranked.items(), key=lambda one: one[1])[:_MOST]:
        yield Way(rank, f"{{}}.{call}")


def _methods(impl: Item, expected: Type, *, is_own: bool) -> Iterator[tuple[str, int]]:
    for method in impl.members:
        if method.kind != "fn" or [param.pattern for param in method.params] != ["self"] or not method.returns:
            continue
        if not is_own and method.visibility != "pub":
            continue
        returned = read_type(method.returns.replace("Self", impl.name))
        if same(returned, expected) and "_" not in method.returns.split():
            rank = SURE if method.name.startswith(_HANDS_OVER[:3]) else LIKELY
            yield f"{method.name}()", rank if method.name.startswith(_HANDS_OVER) else POSSIBLE


def _field(item: Item, expected: Type) -> Iterator[tuple[str, int]]:
    [field] = item.fields
    if same(read_type(field.type), expected) and field.type.strip() != "_":
        yield field.name, POSSIBLE
