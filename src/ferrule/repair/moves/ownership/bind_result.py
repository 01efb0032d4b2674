"""A method that takes its receiver and gives it back, called without a look at what comes back: it is kept (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.callees import callees
from ferrule.repair.moves.ownership.given import RECEIVER, Given, given, is_again, type_of
from ferrule.repair.moves.traits.own import head
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import statement_around
from ferrule.syntax.variables import Variable, variable_of

ID: Final = "bind-result"
CODES: Final = frozenset({"E0382"})


def propose(case: Case) -> Iterator[Offer]:
    """Bind the variable anew to each such result; in a loop, or in an inner block, assign it."""
    lost = given(case)
    if lost is None or lost.call is None or lost.position != RECEIVER or lost.value.type != "identifier":
        return
    variable = variable_of(lost.value)
    found = callees(case, lost.call, type_of(case))
    if variable is None or len(found) != 1:
        return
    owner, back = found[0].owner, head(found[0].item.returns)
    if back != "Self" and (owner is None or back != owner.name):
        return
    dropped = [one for use in variable.uses if (one := _dropped(use)) is not None]
    if not any(one.start_byte <= lost.value.start_byte < one.end_byte for one in dropped):
        return
    is_beside = all(one.parent == variable.scope for one in dropped) and not is_again(case)
    parts = [(one.start_byte, one.start_byte, f"{'let ' if is_beside else ''}{variable.name} = ") for one in dropped]
    if not is_beside and not variable.is_mutable:
        parts.append((variable.bound.start_byte, variable.bound.start_byte, "mut "))
    yield case.replace(SURE, _message(lost, variable), *parts)


def _message(lost: Given, variable: Variable) -> str:
    return f"`{text_of(lost.value)}` is given back by the call: it is bound to `{variable.name}` again"


def _dropped(use: Node) -> Node | None:
    """Give the statement that is nothing but a chain of calls on a variable; None for any other use."""
    node, above = use, use.parent
    while above is not None and above.type in {"field_expression", "call_expression"}:
        first = above.child_by_field_name("value") or above.child_by_field_name("function")
        if first != node:
            return None
        node, above = above, above.parent
    statement = statement_around(use)
    is_whole = above is not None and above.type == "expression_statement" and above == statement
    return statement if is_whole and node.type == "call_expression" else None
