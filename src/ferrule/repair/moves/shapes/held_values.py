"""A field or element of what is held in a box of some kind: an option, a cell, a lock, a tuple, a function's result."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.fitting import head, plain
from ferrule.repair.moves.shapes.leaving import result_of
from ferrule.repair.moves.shapes.lists import split
from ferrule.repair.moves.shapes.owners import declared
from ferrule.repair.moves.shapes.scope import enclosing

ID: Final = "reach-into-value"
CODES: Final = frozenset({"E0609", "E0608"})
_TYPE: Final = re.compile(r"(?:on|of) type `(.*)`$")
_READ: Final = {"RefCell": ".borrow()", "Mutex": ".lock().unwrap()", "RwLock": ".read().unwrap()", "Cell": ".get()"}
_WRITE: Final = {"RefCell": ".borrow_mut()", "Mutex": ".lock().unwrap()", "RwLock": ".write().unwrap()"}
_MOST: Final = 4


def propose(case: Case) -> Iterator[Offer]:
    """Open what holds the value: `?` where the function can hand the failure on, `unwrap` at a price else."""
    access = enclosing(case.node, "field_expression", "index_expression")
    value = access.child_by_field_name("value") or access.named_child(0) if access is not None else None
    said = _TYPE.search(case.error.message)
    if access is None or value is None or said is None or value.end_byte > case.spot.byte_end:
        return
    of_type = plain(said[1]).lstrip("&").removeprefix("mut ")
    for number, (rank, words) in enumerate(_ways(case, access, of_type)):
        if number < _MOST:
            part = (value.end_byte, value.end_byte, words)
            yield case.replace(rank, f"reach into the value: `{words}`", part)


def _ways(case: Case, access: Node, of_type: str) -> Iterator[tuple[int, str]]:
    held = head(of_type)
    written = _is_written(access)
    while held in {"Rc", "Arc", "Box"}:  # these are looked through
        of_type = of_type[of_type.index("<") + 1 : -1] if of_type.endswith(">") else ""
        held = head(of_type)
    if held in {"Option", "Result"}:
        if head(result_of(access)) == held:
            yield LIKELY, "?"
            yield LIKELY + 1, ".as_mut()?" if written else ".as_ref()?"
        yield POSSIBLE, ".as_mut().unwrap()" if written else ".as_ref().unwrap()"
    elif held in _READ and case.code == "E0608":  # of fields another move knows
        yield LIKELY, (_WRITE if written else _READ).get(held, _READ[held])
    elif of_type.startswith("("):
        yield from ((POSSIBLE, f".{at}") for at in range(len(split(of_type[1:-1]))))
    elif of_type.startswith("fn("):
        yield LIKELY, "()"
    else:
        item = declared(case, of_type, access)
        yield from ((POSSIBLE, f".{one.name}") for one in (item.fields if item is not None else ()))


def _is_written(access: Node) -> bool:
    """Say whether the place is assigned to, or borrowed to be changed."""
    around = access.parent
    inner = access
    while around is not None and around.type in {"field_expression", "index_expression"}:
        inner, around = around, around.parent
    if around is None:
        return False
    assigned = around.type in {"assignment_expression", "compound_assignment_expr"}
    borrowed = around.type == "reference_expression" and any(one.type == "mutable_specifier" for one in around.children)
    return borrowed or (assigned and around.child_by_field_name("left") == inner)
