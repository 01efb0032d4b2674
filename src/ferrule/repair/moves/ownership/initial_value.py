"""A variable that some way leaves without a value gets one at its `let`: one that changes no result (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.ownership.neutral_values import neutral_value
from ferrule.repair.moves.types.expressions import ancestors
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
    value = _fitting(of_type, variable) or neutral_value(case, of_type)
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


def _fitting(of_type: str, variable: Variable) -> str | None:
    """Give the value that what is done with the variable asks for; None where the neutral one does."""
    one, least, most = {"f": ("1.0", "NEG_INFINITY", "INFINITY")}.get(of_type[:1], ("1", "MIN", "MAX"))
    if of_type not in INTEGERS | FLOATS:
        given = {text_of(_assigned(use)) for use in variable.uses} - {""}
        return "true" if of_type == "bool" and given == {"false"} else None
    for use in variable.uses:
        above = use.parent
        if above is None:
            continue
        if above.type == "compound_assignment_expr" and text_of(above.child_by_field_name("operator")) == "*=":
            return one
        operator = text_of(above.child_by_field_name("operator")) if above.type == "binary_expression" else ""
        if operator[:1] in {"<", ">"} and len(operator.strip("=")) == 1 and _is_set_by(above, variable):
            is_left = above.child_by_field_name("left") == use
            return f"{of_type}::{least if (operator[0] == '<') == is_left else most}"
    return None


def _is_set_by(comparison: Node, variable: Variable) -> bool:
    """Say whether the variable is assigned where a comparison with it holds."""
    branch = next((one for one in ancestors(comparison) if one.type in {"if_expression", "block"}), None)
    body = branch.child_by_field_name("consequence") if branch is not None and branch.type == "if_expression" else None
    inside = range(body.start_byte, body.end_byte) if body is not None else range(0)
    return any(use.start_byte in inside and _assigned(use) is not None for use in variable.uses)
