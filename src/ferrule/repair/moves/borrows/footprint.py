"""Which places code looks at and changes, down to the fields, through the methods of the crate (P16).

`self.bonus()` looks at `self.rate` where that is all that its body does: it may be asked before `self.accounts` is
lent. What is not known may do anything to what it is called on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows import std_methods
from ferrule.repair.moves.borrows.handed import changed, led, reached
from ferrule.repair.moves.borrows.places import Place, named, place_of, receiver_place
from ferrule.repair.moves.borrows.receivers import own_functions
from ferrule.repair.moves.borrows.traces import Footprint
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed
from ferrule.syntax.effects import looks_shared, token_call
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS
from ferrule.syntax.variables import captured

_WORDS: Final = re.compile(r"\w+")
_DEEP: Final = 4
"""Calls of the crate's own functions that are looked into, one in the other."""
_MOST: Final = 60
"""Functions of the crate that are looked into for one footprint."""
_ALIKE: Final = 4
"""Functions of one name: which of more is meant is not looked for."""
_NESTED: Final = 60
"""Nodes in nodes: what is deeper than that is not looked at."""


def footprint(case: Case, nodes: Iterable[Node]) -> Footprint:
    """Give what these pieces of code may do together, on the safe side."""
    walker = _Walker(case, {}, count(_MOST, -1))
    for node in nodes:
        walker.visit(node)
    return walker.found()


class _Walker:
    """Gathers what code does; methods of the crate are looked into a few levels deep."""

    def __init__(self, case: Case, above: Mapping[Placed, bool], left: Iterator[int]) -> None:
        self.case, self.above = case, above  # what is looked into already, and whether on the same `self`
        self.left = left
        self.reads, self.writes, self.rebound = set[Place](), set[Place](), set[Place]()
        self.leads = dict[str, set[Place]]()
        self.acts = self.leaves = self.shared = False
        self.depth = 0

    def found(self) -> Footprint:
        return Footprint(
            frozenset(self.reads), frozenset(self.changed() | self.rebound), self.acts, self.leaves, self.shared
        )

    def changed(self) -> set[Place]:
        """Give the places that are changed, those included that a changed name leads to."""
        return reached(self.writes, self.leads)

    def visit(self, node: Node) -> None:
        """Note what a node does, and what is in it; what is nested too deep may do anything."""
        if self.depth > _NESTED:
            self.acts = self.leaves = True
            return
        self.depth += 1
        self._look(node)
        self.depth -= 1

    def _look(self, node: Node) -> None:
        self.leaves = self.leaves or node.type in std_methods.LEAVING
        self.shared = self.shared or looks_shared(node)
        self._bind(node)
        known = place_of(node)
        if known is not None:
            is_lent = node.type == "reference_expression" and any(c.type == "mutable_specifier" for c in node.children)
            (self.writes if is_lent else self.reads).add(known)
            self._indices(node)
        elif node.type == "call_expression":
            self._call(node)
        elif node.type == "macro_invocation":
            self._macro(node)
        elif node.type in {"assignment_expression", "compound_assignment_expr"}:
            self._assigned(node)
        elif node.type.endswith("string_literal"):
            self.reads |= {(name,) for name in captured(node)}
        elif node.type not in ITEMS:
            for at, child in enumerate(node.children):
                is_type = child.type.endswith("_type") or child.type in {"type_identifier", "type_arguments"}
                if child.is_named and not is_type and node.field_name_for_child(at) != "pattern":
                    self.visit(child)

    def _bind(self, node: Node) -> None:
        """Note what the names that a node binds lead to."""
        for name, places in led(self.case, node):
            self.leads.setdefault(name, set()).update(places)
            if node.type == "let_declaration":
                self.rebound.add((name,))

    def _indices(self, node: Node) -> None:
        if node.type == "index_expression":
            for index in node.named_children[1:]:
                self.visit(index)
        inside = node.named_children
        for child in inside[-1:] if node.type == "reference_expression" else inside[:1]:
            self._indices(child)

    def _assigned(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        known = receiver_place(left)
        if known is not None and left is not None:
            (self.rebound if left.type == "identifier" else self.writes).add(known)
        for part in (left, right):
            if part is not None and (part != left or place_of(left) is None or node.type[0] == "c"):
                self.visit(part)
            elif part is not None:
                self._indices(part)

    def _call(self, node: Node) -> None:
        called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if called is not None and called.type == "generic_function":
            called = called.child_by_field_name("function")
        inside = given.named_children if given is not None else []
        if called is not None and called.type == "field_expression":
            self._method(called.child_by_field_name("value"), text_of(called.child_by_field_name("field")), inside)
        else:
            name = text_of(called).rpartition("::")[2]
            own = [] if name[:1].isupper() else own_functions(self.case, name, None)
            self._own(own, None)
            if not name[:1].isupper() and (own or name in std_methods.SWAPPING or name not in std_methods.PLAIN):
                self.writes.update(changed(self.case, inside, own, is_method=False))
                self.acts = self.acts or not (
                    own or name in std_methods.PLAIN or name.removesuffix("_") in std_methods.MADE
                )
        for one in inside:
            self.visit(one)

    def _method(self, on: Node | None, name: str, given: Sequence[Node]) -> None:
        known = receiver_place(on)
        is_straight = on is not None and place_of(on) is not None
        if on is not None and not is_straight:
            self.visit(on)
        own = own_functions(self.case, name, known)
        self._own(own, known)
        if own or name not in std_methods.LOOKING | std_methods.ELEMENTS | std_methods.NUMBER or name == "zip":
            self.writes.update(changed(self.case, given, own, is_method=True))
        if own:
            return
        places = {known} if known else set()
        is_joined = name == "join" and not given
        if name in std_methods.NUMBER:
            self.reads |= {(*one, "#") for one in places}
        elif name in std_methods.ELEMENTS:
            self.writes |= {(*one, "[]") for one in places}
        elif (name in std_methods.LOOKING and not is_joined) or (name == "next" and not is_straight):
            (self.writes if is_straight and name in std_methods.ADVANCING else self.reads).update(places)
        else:
            self.writes |= places
            self.acts = self.acts or name not in std_methods.WHOLE or not places

    def _own(self, own: Sequence[Placed], on: Place | None) -> None:
        """Take over what functions of the crate do; one that is looked into already is known on its own `self` only."""
        for one in own:
            is_same = on == ("self",)
            is_open = one.item.body is None or len(self.above) > _DEEP or len(own) > _ALIKE
            if is_open or (one in self.above and not is_same) or next(self.left) <= 0:
                self.acts = True
                self.writes |= {on} if on else set()
            elif one in self.above:
                self.writes |= set() if self.above[one] else {("self",)}
            else:
                above = {each: was_same and is_same for each, was_same in self.above.items()}
                inner = _Walker(self.case, {**above, one: True}, self.left)
                inner.depth = self.depth
                inner.visit(one.text.node(*one.item.body or (0, 0)))
                self._take_over(one, inner, on)

    def _take_over(self, function: Placed, inner: "_Walker", on: Place | None) -> None:
        changed_places = inner.changed()
        handed = {name for param in function.item.params for name in _WORDS.findall(param.pattern)} - {"self"}
        is_open = any(place[0] in handed or place[0][:1].isupper() for place in changed_places)
        self.shared = self.shared or inner.shared
        mine = {place[1:] for place in changed_places if place[0] == "self"}
        self.acts = self.acts or inner.acts or is_open or (on is None and bool(mine))
        if on is not None:
            self.reads |= {(*on, *place[1:]) for place in inner.reads if place[0] == "self"}
            self.writes |= {(*on, *rest) for rest in mine}

    def _macro(self, node: Node) -> None:
        self.acts = self.acts or text_of(node.child_by_field_name("macro")).rpartition("::")[2] not in std_methods.MADE
        waiting = list(node.named_children)
        while waiting:
            one = waiting.pop()
            self.shared = self.shared or looks_shared(one)
            name, is_method = token_call(one)
            if name and not name[:1].isupper():
                own = own_functions(self.case, name, None)
                self._own(own, None)
                self.acts = self.acts or not (
                    own or name in (std_methods.LOOKING | std_methods.NUMBER if is_method else std_methods.PLAIN)
                )
            elif one.type in {"identifier", "self"}:
                self.reads.add(named(one))
            elif one.type.endswith("string_literal"):
                self.reads |= {(name,) for name in captured(one)}
            waiting.extend(one.named_children)
