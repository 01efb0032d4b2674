"""Where a value is given away: the expression, the call that takes it, and its type in the compiler's words."""

import re
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Spot
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import exact
from ferrule.syntax.items import text_of
from ferrule.syntax.macros import opened
from ferrule.syntax.tree import ITEMS

RECEIVER: Final = -1
"""The position of what a method is called on."""
_MOVED: Final = re.compile(r"moved here|moved due to this|moved by this")
_CAPTURED: Final = re.compile(r"into closure|due to use in|used here|borrowed here|assigned here")
_CALLED: Final = re.compile(r"moved due to this (?:implicit |method )?(?:call|operator)")
_TYPE: Final = re.compile(r"(?:has|have) type `(.+?)`, which")


@dataclass(frozen=True, slots=True)
class Given:
    """One value that is given away."""

    text: Text
    """Its file, with known macros opened in the tree."""
    value: Node
    """The expression that is moved: a variable, a field, an element."""
    call: Node | None
    """The call that takes it; None where it is bound, returned or stored."""
    position: int
    """Among the arguments of the call, or `RECEIVER`."""


def shown(text: Text) -> Text:
    """Give a file with the arguments of known macros as expressions in its tree."""
    return text if text.parsed is not None else Text(text.path, text.absolute, text.source, opened(text.source))


def type_of(case: Case) -> str:
    """Give the type of the value in the compiler's words; empty where they do not tell."""
    found = _TYPE.search(case.words)
    return found[1] if found else ""


def given(case: Case) -> Given | None:
    """Give where the value of this error is moved; None where it goes into a closure or cannot be found."""
    spot = _spot(case)
    if spot is None or spot.path != case.text.path:
        return None
    text = shown(case.text)
    if _CALLED.search(spot.label):
        return _receiver(text, spot)
    value = exact(text, spot.byte_start, spot.byte_end)
    if value is None or value.type in ITEMS:
        return None
    value = value.named_children[0] if value.type == "shorthand_field_initializer" else _rest(value) or value
    call = _receiving(value)
    return Given(text, value, call, RECEIVER) if call is not None else _argument(text, value)


def used(case: Case, text: Text) -> Node | None:
    """Give the expression of a file that uses the value after it was given away; None where it is not there."""
    spot = next((one for one in case.error.spots if one.primary and not one.note), None)
    if case.code != "E0382" or spot is None or spot.path != text.path or "in previous iteration" in spot.label:
        return None
    return exact(text, spot.byte_start, spot.byte_end)


def is_again(case: Case) -> bool:
    """Say whether it is given away a second time by the next turn of a loop."""
    return "in previous iteration of loop" in case.words


def _spot(case: Case) -> Spot | None:
    if case.code != "E0382":
        return case.spot
    said = [one for one in case.error.spots if not one.note]
    return next((one for one in said if _MOVED.search(one.label) and not _CAPTURED.search(one.label)), None)


def _rest(value: Node) -> Node | None:
    """Give what a struct expression takes its other fields from: `base` of `Conf { level: 2, ..base }`."""
    listed = value.child_by_field_name("body") if value.type == "struct_expression" else None
    last = listed.named_children[-1] if listed is not None and listed.named_children else None
    is_rest = last is not None and last.type == "base_field_initializer" and last.named_children
    return last.named_children[0] if last is not None and is_rest else None


def _receiver(text: Text, spot: Spot) -> Given | None:
    """Give what the method at a place is called on."""
    name = text.node(spot.byte_start, spot.byte_start + 1)
    field = name.parent
    if field is not None and field.type == "generic_function":
        field = field.parent
    if name.type == "field_identifier" and field is not None and field.type == "field_expression":
        value, call = field.child_by_field_name("value"), _called(field)
        return Given(text, value, call, RECEIVER) if value is not None and call is not None else None
    whole = exact(text, spot.byte_start, spot.byte_end)
    if whole is None:
        return None
    if whole.type == "call_expression":  # a closure that can be called once
        function = whole.child_by_field_name("function")
        return Given(text, function, None, RECEIVER) if function is not None else None
    return Given(text, whole, None, RECEIVER)


def _receiving(value: Node) -> Node | None:
    """Give the call of a method on a value; None where none is called on it."""
    above = value.parent
    while above is not None and above.type == "parenthesized_expression":
        value, above = above, above.parent
    if above is None or above.type != "field_expression" or above.child_by_field_name("value") != value:
        return None
    return _called(above)


def _called(function: Node) -> Node | None:
    above = function.parent
    if above is not None and above.type == "generic_function":
        function, above = above, above.parent
    is_called = above is not None and above.type == "call_expression"
    return above if is_called and above is not None and above.child_by_field_name("function") == function else None


def _argument(text: Text, value: Node) -> Given:
    above = value.parent
    call = above.parent if above is not None and above.type == "arguments" else None
    if above is None or call is None or call.type != "call_expression":
        return Given(text, value, None, RECEIVER)
    listed = [one for one in above.named_children if not one.type.endswith("comment")]
    return Given(text, value, call, listed.index(value) if value in listed else RECEIVER)


def name_of(call: Node) -> str:
    """Give the last name of what is called: `f` of `a::f::<T>(x)` and of `x.f()`."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        function = function.child_by_field_name("function")
    if function is None:
        return ""
    part = {"field_expression": "field", "scoped_identifier": "name"}.get(function.type)
    return text_of(function.child_by_field_name(part)) if part else text_of(function)
