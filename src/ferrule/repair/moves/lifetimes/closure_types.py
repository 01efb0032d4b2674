"""A closure whose references are less general, or more, than what is done with it (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.places import line_part
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.types.typewords import split
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.variables import Variable, around_function, variable_of, variables

ID: Final = "closure-references"
CODES: Final = frozenset({"", "E0521"})
_RETURNS: Final = re.compile(r"return type of closure(?: `[^`]*`)? is (.+)")
_NEEDED: Final = re.compile(r"must implement `\w+<\((.*),\)>`")
_NUMBER: Final = re.compile(r"'\d+ ")


def propose(case: Case) -> Iterator[Offer]:
    """Leave the type of a parameter open, make the closure a function, or write it where it is expected."""
    if "escapes outside of closure" in case.error.message:
        yield from _untyped(case)
    elif "lifetime may not live long enough" in case.error.message:
        yield from _as_function(case)
    elif "not general enough" in case.error.message:
        yield from _expected(case)


def _untyped(case: Case) -> Iterator[Offer]:
    """Yield the parameter without its type: the reference is then one of those that are kept."""
    for spot in case.spots("is a reference that is only valid in the closure body"):
        parameter = enclosing(case.text.node(spot.byte_start, spot.byte_end), "parameter")
        pattern = parameter.child_by_field_name("pattern") if parameter is not None else None
        if parameter is not None and pattern is not None and enclosing(parameter, "closure_parameters") is not None:
            edit = (pattern.end_byte, parameter.end_byte, "")
            yield case.replace(LIKELY, "what is kept outside lives longer than one call: leave its type open", edit)


def _as_function(case: Case) -> Iterator[Offer]:
    """Yield a closure that captures nothing as a function, whose result is tied to its parameter."""
    closure = enclosing(case.node, "closure_expression")
    declaration = closure.parent if closure is not None else None
    told = next((said[1] for spot in case.error.spots if (said := _RETURNS.search(spot.label))), "")
    if closure is None or declaration is None or declaration.type != "let_declaration" or not told:
        return
    name, body = declaration.child_by_field_name("pattern"), closure.child_by_field_name("body")
    listed = closure.child_by_field_name("parameters")
    typed = listed is not None and all(one.type == "parameter" for one in listed.named_children)
    if name is None or body is None or listed is None or not typed or name.type != "identifier" or _captures(closure):
        return
    inner = text_of(body) if body.type == "block" else f"{{ {text_of(body)} }}"
    returned = _NUMBER.sub("", told)
    words = f"fn {text_of(name)}({text_of(listed)[1:-1]}) -> {returned} {inner}"
    edit = (declaration.start_byte, declaration.end_byte, words)
    yield case.replace(LIKELY, "a function ties what it gives to what it is handed", edit)


def _captures(closure: Node) -> bool:
    function = around_function(closure)
    start, end = closure.start_byte, closure.end_byte
    return function is None or any(
        not start <= one.bound.start_byte < end and any(start <= use.start_byte < end for use in one.uses)
        for one in variables(function)
    )


def _expected(case: Case) -> Iterator[Offer]:
    """Yield the closure at the call that expects it, or with the types that are expected."""
    variable = _closure_of(case)
    if variable is None or variable.value is None:
        return
    declaration, closure = variable.declaration, variable.value
    if len(variable.uses) == 1 and not variable.is_mutable:
        use = variable.uses[0]
        edits = ((*line_part(case.text.source, declaration), ""), (use.start_byte, use.end_byte, text_of(closure)))
        yield case.replace(LIKELY, "written where it is expected, its references are as general as needed", *edits)
    said = _NEEDED.search(case.words)
    listed = closure.child_by_field_name("parameters")
    types = split(_NUMBER.sub("", said[1])) if said else []
    open_ones = listed.named_children if listed is not None else []
    if len(types) == len(open_ones) > 0:
        typed = [(one.end_byte, one.end_byte, f": {a_type}") for one, a_type in zip(open_ones, types, strict=True)
                 if one.type == "identifier"]  # fmt: skip
        if typed:
            yield case.replace(POSSIBLE, "it is called with references of any lifetime", *typed)


def _closure_of(case: Case) -> Variable | None:
    """Give the variable with a closure that is handed over at the place of the error."""
    call = enclosing(case.node, "call_expression")
    arguments = call.child_by_field_name("arguments") if call is not None else None
    for one in arguments.named_children if arguments is not None else []:
        variable = variable_of(one) if one.type == "identifier" else None
        if variable is not None and variable.value is not None and variable.value.type == "closure_expression":
            return variable
    return None
