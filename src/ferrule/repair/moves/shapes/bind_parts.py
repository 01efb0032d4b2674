"""A pattern in another form than the value has: its parts in the right brackets, with the names that are used."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Finding
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.shapes.fitting import head
from ferrule.repair.moves.shapes.owners import declared
from ferrule.syntax.items import Item, text_of
from ferrule.syntax.tree import enclosing

ID: Final = "bind-parts"
_FORMS: Final = frozenset({"E0023", "E0027", "E0164", "E0532", "E0533", "E0769", "E0308"})
CODES: Final = _FORMS | {"E0425"}
"""A name that is not found may be a part that the pattern does not name: both errors are one."""
_PATTERNS: Final = ("tuple_struct_pattern", "struct_pattern", "tuple_pattern", "scoped_identifier", "identifier")
_SCOPES: Final = ("match_arm", "let_declaration", "let_condition")


def propose(case: Case) -> Iterator[Offer]:
    """Write the pattern again by what the type has: known names by name, others by their order."""
    error = case.error if case.code in _FORMS else _pattern_error(case)
    spot = next((one for one in error.spots if one.primary), None) if error is not None else None
    if error is None or spot is None or spot.path != case.text.path:
        return
    pattern = enclosing(case.text.node(spot.byte_start, spot.byte_end), *_PATTERNS)
    while pattern is not None and pattern.parent is not None and pattern.parent.type in _PATTERNS[:2]:
        pattern = pattern.parent
    if pattern is None or enclosing(pattern, *_SCOPES, "block") is None or _is_value(pattern):
        return
    path = _path(error, pattern)
    item = declared(case, path, pattern) if path else None
    new = _written(case, item, path, pattern) if item is not None and item.fields else ""
    if new and new != text_of(pattern):
        yield case.replace(SURE, f"the parts of `{path}` as they are used", (pattern.start_byte, pattern.end_byte, new))


def _pattern_error(case: Case) -> Finding | None:
    """Give the error of a pattern in the function in which a name is not found; None unless there is one alone."""
    function = enclosing(case.node, "function_item")
    if function is None:
        return None
    inside = (function.start_byte, function.end_byte)
    found = [
        error
        for error in case.errors
        if error.rule in _FORMS - {"E0308"}
        and any(one.primary and inside[0] <= one.byte_start < inside[1] for one in error.spots)
    ]
    return found[0] if len(found) == 1 else None


def _is_value(pattern: Node) -> bool:
    """Say whether a node stands where a value is made and not taken apart."""
    node = pattern
    while node.parent is not None and node.parent.type not in {*_SCOPES, "block"}:
        if node.parent.type == "match_pattern" and node.parent.child_by_field_name("condition") == node:
            return True
        node = node.parent
    around = node.parent
    if around is None or around.type == "block":
        return True
    return around.child_by_field_name("value") == node


def _path(error: Finding, pattern: Node) -> str:
    """Give the path of what is taken apart; for a tuple the type that the compiler expects."""
    if pattern.type == "tuple_pattern":
        said = error.rendered.partition("expected struct `")[2].partition("`")[0]
        return head(said.partition("<")[0]) if error.rule == "E0308" else ""
    if error.rule == "E0308":
        return ""
    return text_of(pattern.child_by_field_name("type")) or text_of(pattern)


def _written(case: Case, item: Item, path: str, pattern: Node) -> str:
    """Give the pattern; empty where it is not clear which part is which."""
    fields = [one.name for one in item.fields]
    have = _parts(pattern)
    if have is None:
        return ""
    wanted = [name for name in _unknown(case, pattern) if name not in have]
    if item.is_tuple:
        types = [one.type for one in item.fields[len(have) :]]
        if len(wanted) > 1 and len(set(types)) < len(types):
            return ""  # of two parts of one type, nothing says which has which name
        names = [*have, *wanted]
        return f"{path}({', '.join(names)})" if len(names) == len(fields) and names else ""
    named = [*have, *(name for name in wanted if name in fields)]
    if all(name in fields for name in named):
        rest = ", .." if len(named) < len(fields) and named else ".." if not named else ""
        return f"{path} {{ {', '.join(named)}{rest} }}"
    pairs = list(zip(fields, have, strict=False))
    if len(have) == len(fields) and not any(part in fields and part != field for field, part in pairs):
        return f"{path} {{ {', '.join(f if f == part else f'{f}: {part}' for f, part in pairs)} }}"
    return ""


def _parts(pattern: Node) -> list[str] | None:
    """Give the parts as they are written; None where a field has a pattern of its own or some are left out."""
    if pattern.type in {"identifier", "scoped_identifier"}:
        return []
    path = pattern.child_by_field_name("type")
    parts = [one for one in pattern.children if (one.is_named or one.type == "_") and one != path]
    words = [text_of(one) for one in parts]
    is_plain = all(":" not in one or pattern.type != "struct_pattern" for one in words)
    return words if is_plain and ".." not in words else None


def _unknown(case: Case, pattern: Node) -> list[str]:
    """Give the names that nobody knows where the pattern is in force, in the order of their use."""
    scope = enclosing(pattern, *_SCOPES)
    if scope is not None and scope.type == "let_declaration":
        scope = enclosing(scope, "block")
    elif scope is not None and scope.type == "let_condition":
        scope = enclosing(scope, "if_expression", "while_expression", "match_arm")
    if scope is None:
        return []
    found: dict[str, int] = {}
    for error in case.errors:
        spot = next((one for one in error.spots if one.primary), None)
        name = error.message.partition("cannot find value `")[2].partition("`")[0]
        inside = spot is not None and pattern.end_byte <= spot.byte_start < scope.end_byte
        if error.rule == "E0425" and name and inside and spot is not None and spot.path == case.text.path:
            found[name] = min(found.get(name, spot.byte_start), spot.byte_start)
    return sorted(found, key=lambda name: found[name])
