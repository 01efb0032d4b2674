"""A type that is called like a function: its constructor, its fields by name, a conversion (P16)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.names.surroundings import has_receiver, head, members, owner_of
from ferrule.syntax.items import Field, text_of
from ferrule.syntax.tree import COMMENTS, enclosing

ID: Final = "construct-value"
CODES: Final = frozenset({"E0423", "E0533", "E0599", ""})
_FOUND: Final = re.compile(r"found (?:struct variant|struct|builtin type) `([\w:]+)`")
_NO_FUNCTION: Final = re.compile(
    r"no (?:function or )?associated (?:function|item)[\w ]* named `(\w+)` found for struct `([\w:]+)"
)
_NO_SELF: Final = "the `Self` constructor can only be used"
_NUMBER: Final = re.compile(r"[iu](?:8|16|32|64|128|size)|f32|f64")
_NAME: Final = re.compile(r"[a-z_]\w*")


def propose(case: Case) -> Iterator[Offer]:
    """Call the constructor that takes so many arguments; else write the fields in their order."""
    call = enclosing(case.node, "call_expression", "block", "match_arm", "struct_expression")
    callee = call.child_by_field_name("function") if call is not None else None
    arguments = call.child_by_field_name("arguments") if call is not None else None
    if call is None or callee is None or arguments is None or not _points(case, callee):
        return
    given = [one for one in arguments.named_children if one.type not in COMMENTS]
    said, missed = _FOUND.search(case.error.message), _NO_FUNCTION.search(case.error.message)
    path = text_of(callee)
    if case.code == "E0599" and missed is not None and "::" in path:
        yield from _without_function(case, call, path.rpartition("::")[0], missed[1], given)
    elif (said is not None and case.code in {"E0423", "E0533"}) or (not case.code and _NO_SELF in case.error.message):
        yield from _called(case, call, callee, given)


def _points(case: Case, callee: Node) -> bool:
    return callee.start_byte <= case.spot.byte_start < callee.end_byte


def _called(case: Case, call: Node, callee: Node, given: list[Node]) -> Iterator[Offer]:
    path = text_of(callee)
    if _NUMBER.fullmatch(path) and len(given) == 1:
        value = text_of(given[0])
        new = f"{value} as {path}" if re.fullmatch(r"[\w.]+", value) else f"({value}) as {path}"
        new = f"({new})" if _binds_tighter(call) else new
        yield case.replace(SURE, f"a number is made with `as {path}`", (call.start_byte, call.end_byte, new))
        return
    owner, fields = _fields(case, call, path)
    makers = [name for name in _constructors(case, owner, len(given)) if path != "Self" or name != _function(call)]
    for name in makers[:2]:
        yield case.replace(SURE, f"`{owner}` is made by `{name}`", (callee.end_byte, callee.end_byte, f"::{name}"))
    if fields:
        yield from _literal(case, call, path, fields, given, SURE if not makers else LIKELY)
    elif not makers and not any(one.item.name == owner for one in placed_items(case)):
        name = "from" if path == "String" else "new"
        yield case.replace(SURE, f"`{path}` is made by `{name}`", (callee.end_byte, callee.end_byte, f"::{name}"))


def _without_function(case: Case, call: Node, path: str, name: str, given: list[Node]) -> Iterator[Offer]:
    """Yield what makes a value of a type that has no such function, when one of that name usually makes one."""
    if name not in {"new", "create", "make", "default"}:
        return
    owner, fields = _fields(case, call, path)
    if list(_constructors(case, owner, len(given))):
        return
    if not given and any(one.item.name == owner and "Default" in one.item.derives for one in placed_items(case)):
        end = call.start_byte + len(path.encode())
        callee_end = end + 2 + len(name.encode())
        yield case.replace(SURE, f"`{owner}` has a default", (end, callee_end, "::default"))
    if fields:
        yield from _literal(case, call, path, fields, given, LIKELY)


def _literal(
    case: Case, call: Node, path: str, fields: tuple[Field, ...], given: list[Node], rank: int
) -> Iterator[Offer]:
    if len(fields) != len(given) or not given:
        return
    pairs = [(field.name, text_of(one)) for field, one in zip(fields, given, strict=True)]
    names = {name for name, _ in pairs}
    if all(_NAME.fullmatch(value) and value in names for _, value in pairs):
        pairs = [(value, value) for _, value in pairs]
    inside = ", ".join(name if name == value else f"{name}: {value}" for name, value in pairs)
    yield case.replace(rank, "its fields have names", (call.start_byte, call.end_byte, f"{path} {{ {inside} }}"))


def _fields(case: Case, call: Node, path: str) -> tuple[str, tuple[Field, ...]]:
    """Give the name of the type that a path means and the named fields of the struct or variant."""
    last = head(path)
    if last == "Self":
        owner = owner_of(call)
        last = head(text_of(owner.child_by_field_name("type"))) if owner is not None else ""
    for placed in placed_items(case):
        if placed.item.kind == "struct" and placed.item.name == last and not placed.item.is_tuple:
            return last, placed.item.fields
        if placed.item.kind == "enum" and path.rpartition("::")[0].endswith(placed.item.name):
            for one in placed.item.members:
                if one.name == last and one.fields and not one.is_tuple:
                    return "", one.fields
    return last, ()


def _constructors(case: Case, owner: str, count: int) -> Iterator[str]:
    """Yield the functions that make a value of a type from so many arguments, `new` first."""
    found = [
        one.name
        for impl, one in members(case, owner)
        if one.kind == "fn" and not impl.of_trait and not has_receiver(one) and len(one.params) == count
        and head(one.returns) in {"Self", owner}
    ]  # fmt: skip
    yield from sorted(dict.fromkeys(found), key=lambda name: name != "new") if owner else ()


def _function(node: Node) -> str:
    function = enclosing(node, "function_item")
    return text_of(function.child_by_field_name("name")) if function is not None else ""


def _binds_tighter(call: Node) -> bool:
    """Say whether what stands around a value would be read before a cast in its place."""
    around = call.parent
    if around is None or around.type == "field_expression":
        return around is not None
    return around.type == "binary_expression" and text_of(around.child_by_field_name("operator")) in {"<", "<<"}
