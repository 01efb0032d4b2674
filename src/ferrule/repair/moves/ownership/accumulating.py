"""The value with which a number or a flag begins, by all that is done to it: it must change no result (P16)."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.types.expressions import ancestors, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import LOOPS
from ferrule.syntax.variables import Variable, around_function, variables

_ADDING: Final = frozenset({"+", "-", "|", "^"})
_SHIFTING: Final = frozenset({"*", "<<"})
_FIXED: Final = re.compile(r"[\d_.]+(?:[iuf]\w+)?|(?:\w+::)*[A-Z][A-Z0-9_]*")
_UTMOST: Final = {"max": "MIN", "min": "MAX"}


def start(of_type: str, variable: Variable) -> str | None:
    """Give the value that is neutral for every change of a variable; None where none is, or where it may be sought."""
    changes = [made for use in variable.uses if (made := _change(use, variable)) is not None]
    if of_type == "bool":
        return _flag({what or text for what, text in changes})
    whats = {what for what, _ in changes}
    most = {"MIN": "NEG_INFINITY", "MAX": "INFINITY"} if of_type[:1] == "f" else {}
    zero, one = ("0.0", "1.0") if of_type[:1] == "f" else ("0", "1")
    if len(whats) == 1 and whats <= set(_UTMOST):
        [what] = whats
        return f"{of_type}::{most.get(_UTMOST[what], _UTMOST[what])}"
    if whats == {"*"}:
        return one
    steps = [text for what, text in changes if what in _SHIFTING]
    is_sum = bool(whats & _ADDING) and whats <= _ADDING | _SHIFTING | {""} and all(map(_FIXED.fullmatch, steps))
    return zero if is_sum or whats <= {""} else None


def _flag(given: set[str]) -> str | None:
    """Give what a flag begins with: `true` where all that happens to it is that it becomes false."""
    if (given <= {"&", "&&"} and given) or given == {"false"}:
        return "true"
    return "false" if given <= {"|", "||", "^"} or ("false" not in given and not given & {"&", "&&"}) else None


def _change(use: Node, variable: Variable) -> tuple[str, str] | None:
    """Give what a use does: an operator, `max`, `min`, `?` for what cannot be told; empty for a value out of nothing.

    With it comes the text of what is assigned. None for a use that changes nothing.
    """
    above = use.parent
    if above is None or above.child_by_field_name("left") != use or not above.type.endswith(("expression", "expr")):
        return None
    right = above.child_by_field_name("right")
    text = text_of(right)
    if above.type == "compound_assignment_expr":
        return text_of(above.child_by_field_name("operator"))[:-1], text
    if above.type != "assignment_expression" or right is None:
        return None
    own = re.escape(variable.name)
    found = re.fullmatch(rf"{own}\s*([-+*|^&]|&&|\|\||<<)\s*(\w+(?:\.\w+)*|\*\w+)", text)
    if found:
        return found[1], found[2]
    found = re.match(rf"(?:{own}\.(max|min)\(|(?:\w+::)*(max|min)\(\s*{own}\b)", text)
    if found:
        return found[1] or found[2], text
    if re.search(rf"\b{own}\b", text):
        return "?", text
    return _running(above, text, variable) or ("?" if _is_sought(above, right) else ""), text


def _running(assignment: Node, text: str, variable: Variable) -> str:
    """Say which utmost a loop looks for: what is assigned is what the variable was compared with; empty for none."""
    branch = next((one for one in ancestors(assignment) if one.type == "if_expression"), None)
    asked = branch.child_by_field_name("condition") if branch is not None else None
    if branch is None or asked is None or asked.type != "binary_expression" or not _is_sought(assignment, asked):
        return ""
    sides = [text_of(asked.child_by_field_name(name)).lstrip("*&") for name in ("left", "right")]
    operator = text_of(asked.child_by_field_name("operator"))
    if operator not in {"<", "<=", ">", ">="} or sorted(sides) != sorted((variable.name, text.lstrip("*&"))):
        return ""
    return "max" if (operator[0] == "<") == (sides[0] == variable.name) else "min"


def _is_sought(assignment: Node, value: Node) -> bool:
    """Say whether a loop binds what a value is made of: the variable gets it where something is found."""
    loops = [one for one in ancestors(assignment) if one.type in LOOPS]
    function = around_function(assignment)
    outer = loops[-1] if loops else None
    if function is None or outer is None:
        return "position(" in text_of(value) or "find(" in text_of(value)
    bound = [one for one in variables(function) if outer.start_byte <= one.bound.start_byte < outer.end_byte]
    inside = {(one.start_byte, one.end_byte) for one in walk(value)}
    return any((use.start_byte, use.end_byte) in inside for one in bound for use in one.uses)
