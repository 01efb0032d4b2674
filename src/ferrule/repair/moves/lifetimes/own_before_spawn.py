"""A thread or a task that would keep what is only lent to the function: it gets a copy, made before (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.owned import copied, is_changeable
from ferrule.repair.moves.lifetimes.spawning import closure_in, spawn_at
from ferrule.repair.moves.move import LAST
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import statement_around
from ferrule.syntax.variables import Variable, around_function, variable_of, variables

ID: Final = "own-before-spawn"
CODES: Final = frozenset({"E0521", "E0597"})
_FIELD: Final = re.compile(rb"\s*\.\s*([a-z_]\w*)\b(?!\s*(?:\(|::|=[^=]))")
_MOST: Final = 4


def propose(case: Case) -> Iterator[Offer]:
    """Copy each thing that the closure uses of what is lent, in a `let` before the statement."""
    call = spawn_at(case)
    closure = closure_in(call) if call is not None else None
    statement = statement_around(call) if call is not None else None
    function = around_function(closure) if closure is not None else None
    if closure is None or statement is None or function is None:
        return
    known = [one for one in variables(function) if _used_in(one, closure)]
    lent = [one for one in known if _is_lent(case, one) or _runs_over(one)]
    lets: list[str] = []
    edits: list[tuple[int, int, str]] = []
    for one in lent:
        made = _of_self(case, one, closure) if one.name == "self" else _of_parameter(one)
        if made is None:
            return
        lets += made[0]
        edits += made[1]
    if lets and len(lets) <= _MOST:
        indent = case.text.indent(statement.start_byte)
        words = "".join(f"{one}\n{indent}" for one in dict.fromkeys(lets))
        marked = [] if text_of(closure).startswith(("move", "async move")) else [_moved(closure)]
        at = statement.start_byte
        yield case.replace(LAST, "a thread outlives what is lent: it gets a copy", (at, at, words), *edits, *marked)


def _is_lent(case: Case, variable: Variable) -> bool:
    """Say whether a parameter is a reference, or a receiver that the error speaks of."""
    written = variable.declaration.child_by_field_name("type")
    if variable.declaration.type == "parameter":
        return written is not None and written.type == "reference_type"
    words = f"`{variable.name}` is a reference that is only valid in the"
    return variable.declaration.type == "self_parameter" and bool(case.spots(words))


def _runs_over(variable: Variable) -> bool:
    """Say whether it is what a `for` gives that runs over a reference."""
    declaration = variable.declaration
    source = declaration.child_by_field_name("value") if declaration.type == "for_expression" else None
    if source is None or declaration.child_by_field_name("pattern") != variable.bound:
        return False
    if source.type == "call_expression":
        called = source.child_by_field_name("function")
        return called is not None and text_of(called.child_by_field_name("field")) == "iter"
    found = variable_of(source) if source.type == "identifier" else None
    written = found.declaration.child_by_field_name("type") if found is not None else None
    return source.type == "reference_expression" or (written is not None and written.type == "reference_type")


def _used_in(variable: Variable, closure: Node) -> list[Node]:
    return [one for one in variable.uses if closure.start_byte <= one.start_byte < closure.end_byte]


def _of_parameter(variable: Variable) -> tuple[list[str], list[tuple[int, int, str]]] | None:
    if variable.declaration.type == "for_expression":
        return [f"let {variable.name} = {variable.name}.clone();"], []
    written = variable.declaration.child_by_field_name("type")
    if written is None or written.type != "reference_type" or text_of(written).startswith("&mut"):
        return None
    inner = written.child_by_field_name("type")
    if any(child.type == "mutable_specifier" for child in written.children) or is_changeable(text_of(inner)):
        return None
    return [f"let {variable.name} = {copied(variable.name, inner)};"], []


def _of_self(case: Case, variable: Variable, closure: Node) -> tuple[list[str], list[tuple[int, int, str]]] | None:
    """Give the copies of the fields that are used, or of the whole where a method is called on it."""
    if "mut" in text_of(variable.declaration):
        return None
    uses, source = _used_in(variable, closure), case.text.source
    found = [_FIELD.match(source, one.end_byte) for one in uses]
    if all(found):
        names = [one[1].decode() for one in found if one is not None]
        edits = [(use.start_byte, one.end(), one[1].decode()) for use, one in zip(uses, found, strict=True) if one]
        if not any(f" {name} " in text_of(closure).replace("|", " ") for name in names):
            return [f"let {name} = self.{name}.clone();" for name in dict.fromkeys(names)], edits
    return ["let this = self.clone();"], [(one.start_byte, one.end_byte, "this") for one in uses]


def _moved(closure: Node) -> tuple[int, int, str]:
    at = closure.start_byte + (len("async") if closure.type == "async_block" else 0)
    return at, at, " move" if closure.type == "async_block" else "move "
