"""A variable that some way leaves without a value gets one at its `let`: one that changes no result (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.accumulating import start
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.ownership.neutral_values import neutral_value
from ferrule.repair.moves.types.typewords import FLOATS, INTEGERS, spoken
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import Access, access
from ferrule.syntax.variables import Variable, around_function, variables

ID: Final = "initial-value"
CODES: Final = frozenset({"E0381"})
_LITERALS: Final = {
    "integer_literal": "i32", "float_literal": "f64", "boolean_literal": "bool", "string_literal": "&str",
    "char_literal": "char",
}  # fmt: skip
_MOST: Final = 20


def propose(case: Case) -> Iterator[Offer]:
    """Give the neutral value: zero, one where it is multiplied, the utmost where the least is looked for."""
    variable = _variable(case)
    if variable is None or variable.declaration.child_by_field_name("value") is not None:
        return
    written = [use for use in variable.uses if access(use) is Access.WRITE][:_MOST]
    values = [one for use in written if (one := _assigned(use, "compound_assignment_expr")) is not None]
    annotated = text_of(variable.declaration.child_by_field_name("type"))
    of_type = annotated or _told(case, values)
    value = start(of_type, variable) if of_type in INTEGERS | FLOATS | {"bool"} else neutral_value(case, of_type)
    if value is None:
        return
    end = variable.declaration.end_byte - 1
    parts = [(end, end, f" = {value}")]
    if written and not variable.is_mutable:
        parts.insert(0, (variable.bound.start_byte, variable.bound.start_byte, "mut "))
    yield case.replace(SURE, f"`{variable.name}` has no value on some way: it begins with `{value}`", *parts)


def _variable(case: Case) -> Variable | None:
    text = shown(case.text)
    for spot in case.spots("declared here but left uninitialized"):
        if spot.path != text.path:
            return None
        name = text.at(spot.byte_start, spot.byte_end).removeprefix("mut ").strip()
        function = around_function(text.node(spot.byte_start, spot.byte_end))
        for variable in variables(function) if function is not None else ():
            is_there = spot.byte_start <= variable.bound.start_byte < spot.byte_end
            if is_there and variable.name == name and variable.declaration.type == "let_declaration":
                is_plain = variable.declaration.child_by_field_name("pattern") == variable.bound
                return variable if is_plain else None
    return None


def _assigned(use: Node, *kinds: str) -> Node | None:
    """Give what is assigned to a variable, by `=` or by assignments of these kinds too."""
    above = use.parent
    if above is None or above.type not in {"assignment_expression", *kinds}:
        return None
    return above.child_by_field_name("right") if above.child_by_field_name("left") == use else None


def _told(case: Case, values: list[Node]) -> str:
    """Give the type of what is assigned: a literal's own, else what the compiler says."""
    for value in values:
        if value.type in _LITERALS:
            return _LITERALS[value.type]
    for value in values[:1]:
        [told] = case.probe(case.text, [(value.start_byte, value.end_byte)]) or ("",)
        return spoken(told.lstrip("&"))
    return ""
