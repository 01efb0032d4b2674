"""Functions of the crate that a call means, all that have to change together, and all the calls of them (P05)."""

from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed, files, placed_items
from ferrule.repair.moves.ownership.given import name_of, shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import head
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import Item, text_of

_MOST_CALLS = 40


@dataclass(frozen=True, slots=True)
class Callee:
    """A function, with the impl or trait that it belongs to."""

    placed: Placed
    owner: Item | None
    """None for a free function."""

    @property
    def item(self) -> Item:
        """The function itself."""
        return self.placed.item

    @property
    def has_self(self) -> bool:
        """Say whether it is called on a value."""
        return any(one.pattern == "self" for one in self.item.params)


def callees(case: Case, call: Node, of_type: str) -> tuple[Callee, ...]:
    """Give the functions that a call may mean; those of one trait come together, a foreign trait's never.

    Args:
        case: the error.
        call: the call.
        of_type: the type of what is given away; it tells methods of one name apart.
    """
    name = name_of(call)
    found = tuple(one for one in _functions(case) if one.item.name == name and _fits(call, one))
    traits = {_trait(one) for one in found} - {""}
    if len(traits) == 1 and len({_trait(one) for one in found}) == 1:
        is_own = any(one.owner is not None and one.owner.kind == "trait" for one in found)
        return found if is_own else ()
    if len(found) > 1:
        of_name = _qualifier(call) or head(of_type)
        found = tuple(one for one in found if one.owner is not None and one.owner.name == of_name)
    return found if len(found) == 1 and not _trait(found[0]) else ()


def calls(case: Case, callee: Callee) -> Iterator[tuple[Text, Node]]:
    """Yield the calls by this name in the whole crate, with their file; few enough, or none at all."""
    found: list[tuple[Text, Node]] = []
    for text, _ in files(case):
        if callee.item.name.encode() not in text.source:
            continue
        here = shown(text)
        every = (node for node in walk(here.tree.root_node) if node.type == "call_expression")
        found += [(here, node) for node in every if name_of(node) == callee.item.name and _fits(node, callee)]
    yield from found if len(found) <= _MOST_CALLS else ()


def argument_at(call: Node, callee: Callee, parameter: int) -> int:
    """Give where the value of a parameter stands among the arguments of a call; -1 for a receiver before a dot."""
    return parameter - 1 if callee.has_self and _is_method(call) else parameter


def parameter_at(call: Node, callee: Callee, argument: int) -> int:
    """Give the parameter for an argument of a call; that of the receiver for -1."""
    return argument + 1 if callee.has_self and _is_method(call) else max(argument, 0)


def _functions(case: Case) -> Iterator[Callee]:
    items = placed_items(case)
    owners = {(one.text.path, member.start): one.item for one in items if one.item.kind in {"impl", "trait"}
              for member in one.item.members}  # fmt: skip
    for one in items:
        if one.item.kind == "fn":
            yield Callee(one, owners.get((one.text.path, one.item.start)))


def _fits(call: Node, callee: Callee) -> bool:
    if _is_method(call):
        return callee.has_self
    qualifier = _qualifier(call)
    if callee.owner is None:
        return not qualifier[:1].isupper()
    if qualifier == "Self":
        return _type_around(call) in {callee.owner.name, ""} or callee.owner.kind == "trait"
    return bool(qualifier) and (qualifier == callee.owner.name or bool(_trait(callee)))


def _trait(callee: Callee) -> str:
    """Give the trait to which it belongs; empty for none."""
    owner = callee.owner
    if owner is None:
        return ""
    return owner.name if owner.kind == "trait" else head(owner.of_trait) if owner.of_trait else ""


def _is_method(call: Node) -> bool:
    function = call.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        function = function.child_by_field_name("function")
    return function is not None and function.type == "field_expression"


def _qualifier(call: Node) -> str:
    """Give the last name before that of the function in a path; empty where there is none."""
    function = call.child_by_field_name("function")
    if function is not None and function.type == "generic_function":
        function = function.child_by_field_name("function")
    if function is None or function.type != "scoped_identifier":
        return ""
    return head(text_of(function.child_by_field_name("path")))


def _type_around(node: Node) -> str:
    around: Node | None = node
    while around is not None and around.type != "impl_item":
        around = around.parent
    return head(text_of(around.child_by_field_name("type"))) if around is not None else ""
