"""What `Rc` or `Arc` shares is changed: a cell or a lock around it allows that, from all its owners (P19)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import POSSIBLE
from ferrule.repair.moves.ownership.given import name_of, shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import ancestors
from ferrule.syntax.imports import insertion_place
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import Access, access, place, statement_around
from ferrule.syntax.variables import Variable, around_function, variable_of, variables

ID: Final = "share-cell"
CODES: Final = frozenset({"E0594", "E0596"})
_SHARED: Final = re.compile(r"data in an `(Rc|Arc)`")
_HOLDING: Final = frozenset({"match_expression", "let_condition", "for_expression"})
_MOST: Final = 30


@dataclass(frozen=True, slots=True)
class _Cell:
    path: str
    look: str
    change: str

    @property
    def name(self) -> str:
        return self.path.rpartition("::")[2]


_CELLS: Final = {
    "Rc": _Cell("std::cell::RefCell", "borrow()", "borrow_mut()"),
    "Arc": _Cell("std::sync::Mutex", "lock().unwrap()", "lock().unwrap()"),
}


def propose(case: Case) -> Iterator[Offer]:
    """Wrap what is shared where it is made, and open it at each use; only where no statement opens it twice."""
    found = _SHARED.search(case.error.message)
    text = shown(case.text)
    root = _root(text.node(case.spot.byte_start, case.spot.byte_end))
    variable = variable_of(root) if root is not None else None
    if found is None or variable is None:
        return
    cell = _CELLS[found[1]]
    owners = _owners(variable, found[1])
    made = [value for one in owners if (value := _made(one, found[1])) is not None]
    parts = list(_opened(owners, found[1], cell))
    if len(made) != 1 or not parts or len(parts) > _MOST or not _one_at_a_time(owners, found[1]):
        return
    [value] = made
    parts += [(value.start_byte, value.start_byte, f"{cell.name}::new("), (value.end_byte, value.end_byte, ")")]
    if not re.search(rb"\b%s\b" % cell.name.encode(), text.source):
        parts.append(_import(text, value, cell))
    yield case.replace(POSSIBLE, f"what `{found[1]}` shares can be changed in a `{cell.name}` only", *parts)


def _root(node: Node | None) -> Node | None:
    while node is not None and node.type != "identifier":
        part = node.child_by_field_name("left") or node.child_by_field_name("value")
        node = part or (node.named_children[-1] if node.named_children else None)
    return node


def _owners(variable: Variable, kind: str) -> tuple[Variable, ...]:
    """Give the variables of the function that share one value, by the clones that they are bound to."""
    function = around_function(variable.bound)
    known = [one for one in variables(function) if one.value is not None] if function is not None else []
    joined = {variable.name}
    for _ in known:
        for one in known:
            source = _cloned(one.value, kind)
            if source and (one.name in joined or source in joined):
                joined |= {one.name, source}
    return tuple(one for one in known if one.name in joined)


def _cloned(value: Node | None, kind: str) -> str:
    """Give the name of the variable of which an expression is one more owner; empty for any other expression."""
    found = re.fullmatch(rf"(?:{kind}::clone\(\s*&\s*(\w+)\s*\)|(\w+)\.clone\(\))", text_of(value).strip())
    return (found[1] or found[2]) if found else ""


def _made(variable: Variable, kind: str) -> Node | None:
    """Give what `Rc::new` is called on where the variable is bound; None where it is bound to something else."""
    value = variable.value
    if value is None or value.type != "call_expression" or not text_of(value).startswith(f"{kind}::new("):
        return None
    listed = value.child_by_field_name("arguments")
    return listed.named_children[0] if listed is not None and listed.named_child_count == 1 else None


def _opened(owners: tuple[Variable, ...], kind: str, cell: _Cell) -> Iterator[tuple[int, int, str]]:
    for use in _looks(owners, kind):
        opening = cell.change if access(use) in {Access.WRITE, Access.BORROW_MUT} else cell.look
        yield use.end_byte, use.end_byte, f".{opening}"


def _looks(owners: tuple[Variable, ...], kind: str) -> Iterator[Node]:
    """Yield the uses that look through the pointer, or change what is behind it."""
    for variable in owners:
        for use in variable.uses:
            above = use.parent
            is_whole = above is not None and above.type in {"reference_expression", "arguments"}
            call = above.parent if above is not None and above.type == "field_expression" else None
            is_clone = call is not None and call.type == "call_expression" and name_of(call) == "clone"
            if not is_clone and not (is_whole and place(use) == use and kind in text_of(statement_around(use))):
                yield use


def _one_at_a_time(owners: tuple[Variable, ...], kind: str) -> bool:
    """Say whether no statement opens it twice, and none keeps it open: it would wait for itself, or panic."""
    seen: set[int] = set()
    for use in _looks(owners, kind):
        statement = statement_around(use)
        if statement is None or statement.start_byte in seen or use.type.endswith("literal"):
            return False
        seen.add(statement.start_byte)
        kept = [one for one in ancestors(use) if one.start_byte >= statement.start_byte and one.type in _HOLDING]
        if any((value := one.child_by_field_name("value")) and value.end_byte >= use.end_byte for one in kept):
            return False
    return True


def _import(text: Text, near: Node, cell: _Cell) -> tuple[int, int, str]:
    at, indent = insertion_place(text.source, near.start_byte)
    return at, at, f"use {cell.path};\n{indent}"
