"""One value that several threads want: all of them own it through `Arc`, and change it in a `Mutex` (P19)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.lifetimes.owned import Part
from ferrule.repair.moves.lifetimes.spawning import closure_in, is_thread
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import ancestors
from ferrule.syntax.imports import insertion_place
from ferrule.syntax.uses import statement_around
from ferrule.syntax.variables import Variable, around_function, variables

ID: Final = "share-with-threads"
CODES: Final = frozenset({"E0382"})
RANK: Final = 80
_MOST: Final = 24
_VALUE: Final = re.compile(r"of (?:partially )?moved value: `(\w+)`")
_TYPE: Final = re.compile(r"move occurs because `\w+` has type `(?:[\w:]+::)?(\w+)")
_SHARED: Final = re.compile(r"^(?:Mutex|RwLock|Barrier|Condvar|Atomic\w+)$")
"""What changes through a shared reference by itself, for all threads in the same way."""


def propose(case: Case) -> Iterator[Offer]:
    """Own the value by `Arc` where it is made, and give each thread one more owner of it."""
    named, of_type = _VALUE.search(case.error.message), _TYPE.search(case.words)
    if named is None or of_type is None or not _SHARED.match(of_type[1]):
        return
    text = shown(case.text)
    function = around_function(text.node(case.spot.byte_start, case.spot.byte_end))
    variable = _variable(function, named[1], case) if function is not None else None
    made = variable.value if variable is not None else None
    if variable is None or made is None or variable.is_mutable or variable.declaration.child_by_field_name("type"):
        return
    closures = _closures(variable)
    if not closures or re.search(rb"\bArc\b", made.text or b""):
        return
    parts: list[Part] = [(made.start_byte, made.start_byte, "Arc::new("), (made.end_byte, made.end_byte, ")")]
    for call in closures:
        parts += _owner(text, call, variable)
    parts += _import(text, made)
    if len(parts) <= _MOST:
        yield case.offer(RANK, f"several threads want `{variable.name}`: each owns it by `Arc`", as_edits(text, parts))


def _variable(function: Node, name: str, case: Case) -> Variable | None:
    known = [one for one in variables(function) if one.name == name and one.bound.start_byte < case.spot.byte_start]
    return known[-1] if known else None


def _closures(variable: Variable) -> list[Node]:
    """Give the threads that take the variable; none where something else takes it away."""
    found: dict[int, Node] = {}
    for use in variable.uses:
        call = next((one for one in ancestors(use) if one.type == "call_expression" and is_thread(one)), None)
        if call is not None and call.start_byte > variable.bound.start_byte:
            found.setdefault(call.start_byte, call)
        elif use.parent is not None and use.parent.type in {"arguments", "return_expression", "let_declaration"}:
            return []
    return list(found.values())


def _owner(text: Text, call: Node, variable: Variable) -> list[Part]:
    """Give the edit that makes one more owner: before the statement inside of a loop, else around the closure."""
    statement, closure = statement_around(call), closure_in(call)
    if statement is None or closure is None:
        return []
    owner = f"let {variable.name} = Arc::clone(&{variable.name});"
    if statement.parent != variable.scope:
        at, indent = statement.start_byte, text.indent(statement.start_byte)
        return [(at, at, f"{owner}\n{indent}")]
    return [(closure.start_byte, closure.start_byte, f"{{ {owner} "), (closure.end_byte, closure.end_byte, " }")]


def _import(text: Text, near: Node) -> list[Part]:
    if re.search(rb"\bsync::(?:\{[^}]*\b)?Arc\b", text.source):
        return []
    at, indent = insertion_place(text.source, near.start_byte)
    return [(at, at, f"use std::sync::Arc;\n{indent}")]
