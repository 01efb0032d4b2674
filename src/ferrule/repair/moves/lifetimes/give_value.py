"""What outlives a variable borrows from it, and nothing needs the variable any more: it gets the value itself (P15)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.lifetimes.owned import is_changeable
from ferrule.repair.moves.lifetimes.places import owner
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import closure_around, loop_around
from ferrule.syntax.variables import Variable, variable_of

ID: Final = "give-value"
CODES: Final = frozenset({"E0597", "E0515"})
_GIVING: Final = {
    "iter": "into_iter", "iter_mut": "into_iter", "keys": "into_keys", "values": "into_values", "drain": "into_iter",
}  # fmt: skip
_COPYING: Final = frozenset({"copied", "cloned"})
_KEEPING: Final = frozenset(
    {"filter", "rev", "skip", "take", "skip_while", "take_while", "step_by", "peekable", "fuse"}
)
"""Adapters behind which the items are what they were."""
_LATER: Final = ("borrow later used here", "type annotation requires", "when `")


def propose(case: Case) -> Iterator[Offer]:
    """Hand over the value, or run over it by value; a copy where it is still needed."""
    lent = _lent(case)
    if lent is None:
        return
    use, variable = lent
    is_last = _is_last(use, variable)
    call = _called(use)
    if call is not None and is_last:
        yield from _by_value(case, call)
    reference = use.parent
    is_plain = reference is not None and reference.type == "reference_expression"
    is_handed = is_plain and reference is not None and reference.parent is not None
    if not is_handed or reference is None or case.code != "E0597" or any(case.spots(words) for words in _LATER):
        return
    if reference.parent is not None and reference.parent.type in {"arguments", "block"}:
        if _takes_reference(case, reference):
            return
        place = (reference.start_byte, reference.end_byte)
        yield case.replace(LIKELY, "it is kept for longer: give the value itself", (*place, text_of(use)))
        if not is_last and not is_changeable(text_of(variable.declaration)):
            yield case.replace(LAST, "it is kept for longer: give a copy", (*place, f"{text_of(use)}.clone()"))


def _lent(case: Case) -> tuple[Node, Variable] | None:
    """Give the use of a variable from which something is borrowed for too long."""
    spots = [case.spot] if case.code == "E0597" else list(case.spots("is borrowed here"))
    variable = owner(case)
    for spot in spots:
        node = case.text.node(spot.byte_start, spot.byte_end)
        if node.type == "reference_expression":
            node = node.child_by_field_name("value") or node
        while node.type == "call_expression" or (node.type == "field_expression" and node.named_children):
            node = node.child_by_field_name("function") or node.named_children[0]
        found = variable if variable is not None and node in variable.uses else variable_of(node)
        if node.type == "identifier" and found is not None:
            return node, found
    return None


def _takes_reference(case: Case, reference: Node) -> bool:
    """Say whether the function of the crate that is called wants a reference, so that no value fits."""
    arguments = reference.parent
    call = arguments.parent if arguments is not None and arguments.type == "arguments" else None
    called = call.child_by_field_name("function") if call is not None else None
    if called is None or arguments is None:
        return False
    while called.type == "generic_function":
        called = called.child_by_field_name("function") or called.children[0]
    name = text_of(called).rpartition("::")[2].rpartition(".")[2]
    found = [one.item for one in placed_items(case) if one.item.kind == "fn" and one.item.name == name]
    at = arguments.named_children.index(reference)
    own = [[one for one in item.params if one.pattern != "self"] for item in found]
    return bool(own) and all(at < len(params) and params[at].type.startswith("&") for params in own)


def _is_last(use: Node, variable: Variable) -> bool:
    """Say whether the value may be given away here: nothing uses it later, and it is given once."""
    later = any(one.start_byte > use.start_byte for one in variable.uses)
    return not later and not loop_around(use, variable.scope) and not closure_around(use, variable.scope)


def _called(use: Node) -> Node | None:
    """Give the call of a method on the variable."""
    above = use.parent
    call = above.parent if above is not None and above.type == "field_expression" else None
    is_called = call is not None and call.type == "call_expression" and call.child_by_field_name("function") == above
    return call if is_called else None


def _by_value(case: Case, call: Node) -> Iterator[Offer]:
    """Yield the loop over the values themselves in the place of one over references to them."""
    called = call.child_by_field_name("function")
    name = called.child_by_field_name("field") if called is not None else None
    given = _GIVING.get(text_of(name))
    message = "what it runs over ends with the function: run over the values themselves"
    if name is not None and given is not None:
        arguments = call.child_by_field_name("arguments")
        edits = [(name.start_byte, name.end_byte, given)]
        if text_of(name) == "drain" and "".join(text_of(arguments).split()) != "(..)":
            return
        if arguments is not None and arguments.named_children:
            edits.append((arguments.start_byte, arguments.end_byte, "()"))
        edits += _copying(call)
        yield case.replace(LIKELY, message, *edits)
    elif text_of(name) in {"chars", "bytes"}:
        edit = (call.end_byte, call.end_byte, ".collect::<Vec<_>>().into_iter()")
        yield case.replace(POSSIBLE, message, edit)


def _copying(call: Node) -> list[tuple[int, int, str]]:
    """Give the edits that take the copying of each item out of a chain: they are no references any more."""
    inner, above = call, call.parent
    while above is not None and above.type == "field_expression" and above.parent is not None:
        outer = above.parent
        if outer.type != "call_expression":
            return []
        name = text_of(above.child_by_field_name("field"))
        if name in _COPYING:
            return [(inner.end_byte, outer.end_byte, "")]
        if name not in _KEEPING:
            return []
        inner, above = outer, outer.parent
    return []
