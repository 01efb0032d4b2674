"""Which places code looks at and changes, down to the fields, through the methods of the crate (P16).

`self.bonus()` looks at `self.rate` where that is all that its body does: it may be asked before `self.accounts` is
lent. What is not known may do anything to what it is called on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.places import Place, place_of, receiver_place, touches
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import placed_items
from ferrule.syntax.effects import QUIET
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS
from ferrule.syntax.variables import bound_names, captured

_NUMBER: Final = frozenset({"len", "is_empty", "capacity"})
ELEMENTS: Final = frozenset({
    "get_mut", "iter_mut", "last_mut", "first_mut", "values_mut", "as_mut_slice", "swap", "sort", "sort_by",
    "sort_by_key", "sort_unstable", "reverse", "fill", "chunks_mut", "split_at_mut", "make_ascii_lowercase",
})  # fmt: skip
_WHOLE: Final = frozenset({
    "push", "push_str", "push_back", "push_front", "pop", "pop_back", "pop_front", "insert", "remove", "clear", "drain",
    "extend", "extend_from_slice", "truncate", "retain", "entry", "append", "as_mut", "take", "replace", "dedup",
    "swap_remove", "resize", "or_insert", "or_insert_with", "or_default", "as_deref_mut", "get_or_insert_with",
})  # fmt: skip
_LOOKING: Final = QUIET | {
    "unwrap", "expect", "unwrap_or_else", "values", "windows", "chunks", "char_indices", "as_slice", "sqrt",
    "max_by_key", "min_by_key", "fold", "for_each", "then", "then_some", "and_then", "is_some_and", "is_none_or", "ok",
    "ok_or", "trim_start", "trim_end", "find_map", "filter_map", "flat_map", "last_key_value", "to_lowercase",
    "to_uppercase", "wrapping_mul", "saturating_add", "checked_mul", "rem_euclid", "powi", "floor", "ceil", "round",
    "parse", "is_ascii_digit", "is_alphabetic", "is_numeric", "is_whitespace", "strip_prefix", "into_iter", "join",
}  # fmt: skip
_MADE: Final = frozenset({"vec", "format", "matches", "concat", "stringify", "line", "file", "column", "env", "cfg"})
_PLAIN: Final = frozenset(
    {"take", "replace", "swap", "min", "max", "size_of", "new", "from", "with_capacity", "default"}
)
_LEAVING: Final = frozenset({
    "return_expression", "break_expression", "continue_expression", "try_expression", "await_expression",
    "yield_expression",
})  # fmt: skip
_DEEP: Final = 4
"""Calls of the crate's own functions that are looked into, one in the other."""
_NESTED: Final = 60
"""Nodes in nodes: what is deeper than that is not looked at."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a piece of code may do."""

    reads: frozenset[Place] = frozenset()
    writes: frozenset[Place] = frozenset()
    acts: bool = False
    """It does what can be seen from outside: prints, locks, calls what is not known."""
    leaves: bool = False

    @property
    def is_quiet(self) -> bool:
        """Say whether it only looks: it can be left out or done twice without a difference."""
        return not (self.writes or self.acts or self.leaves)


def footprint(case: Case, nodes: Iterable[Node]) -> Footprint:
    """Give what these pieces of code may do together, on the safe side."""
    walker = _Walker(case, ())
    for node in nodes:
        walker.visit(node)
    return walker.found()


def independent(one: Footprint, other: Footprint) -> bool:
    """Say whether two pieces of code may change places."""
    if (one.leaves and (other.acts or other.leaves or other.writes)) or (other.leaves and (one.acts or one.writes)):
        return False
    if one.acts and other.acts:
        return False
    return not touches(one.writes, other.reads | other.writes) and not touches(other.writes, one.reads)


class _Walker:
    """Gathers what code does; methods of the crate are looked into a few levels deep."""

    def __init__(self, case: Case, above: tuple[str, ...]) -> None:
        self.case, self.above = case, above
        self.reads, self.writes = set[Place](), set[Place]()
        self.acts = self.leaves = False
        self.depth = 0

    def found(self) -> Footprint:
        return Footprint(frozenset(self.reads), frozenset(self.writes), self.acts, self.leaves)

    def visit(self, node: Node) -> None:
        """Note what a node does, and what is in it; what is nested too deep may do anything."""
        if self.depth > _NESTED:
            self.acts = self.leaves = True
            return
        self.depth += 1
        self._look(node)
        self.depth -= 1

    def _look(self, node: Node) -> None:
        self.leaves = self.leaves or node.type in _LEAVING
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
        elif node.type not in ITEMS:
            if node.type == "let_declaration":
                self.writes |= {(text_of(one),) for one in bound_names(node.child_by_field_name("pattern"))}
            for at, child in enumerate(node.children):
                is_type = child.type.endswith("_type") or child.type in {"type_identifier", "type_arguments"}
                if child.is_named and not is_type and node.field_name_for_child(at) != "pattern":
                    self.visit(child)

    def _indices(self, node: Node) -> None:
        if node.type == "index_expression":
            for index in node.named_children[1:]:
                self.visit(index)
        for child in node.named_children[:1]:
            self._indices(child)

    def _assigned(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        known = receiver_place(left)
        if known is not None:
            self.writes.add(known)
        for part in (left, right):
            if part is not None and (part != left or place_of(left) is None or node.type[0] == "c"):
                self.visit(part)
            elif part is not None:
                self._indices(part)

    def _call(self, node: Node) -> None:
        called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if called is not None and called.type == "generic_function":
            called = called.child_by_field_name("function")
        if called is not None and called.type == "field_expression":
            self._method(called.child_by_field_name("value"), text_of(called.child_by_field_name("field")))
        else:
            name = text_of(called).rpartition("::")[2]
            if not name[:1].isupper() and not self._own(name, None) and name not in _PLAIN:
                self.acts = True
        for one in given.named_children if given is not None else ():
            self.visit(one)

    def _method(self, on: Node | None, name: str) -> None:
        known = receiver_place(on)
        if on is not None and place_of(on) is None:
            self.visit(on)
        if self._own(name, known):
            return
        held = {known} if known else set()
        if name in _NUMBER:
            self.reads |= {(*one, "#") for one in held}
        elif name in ELEMENTS:
            self.writes |= {(*one, "[]") for one in held}
        elif name in _LOOKING or (name == "next" and on is not None and place_of(on) is None):
            self.reads |= held
        else:
            self.writes |= held
            self.acts = self.acts or name not in _WHOLE or not held

    def _own(self, name: str, on: Place | None) -> bool:
        """Take over what the functions of this name in the crate do; say whether there are any."""
        own = [one for one in placed_items(self.case) if one.item.kind == "fn" and one.item.name == name]
        for one in own:
            if one.item.body is None or len(self.above) > _DEEP:
                self.acts = True
                self.writes |= {on} if on else set()
            elif name not in self.above:
                inner = _Walker(self.case, (*self.above, name))
                inner.depth = self.depth
                inner.visit(one.text.node(*one.item.body))
                self.acts = self.acts or inner.acts
                if on is not None:
                    self.reads |= {(*on, *place[1:]) for place in inner.reads if place[0] == "self"}
                    self.writes |= {(*on, *place[1:]) for place in inner.writes if place[0] == "self"}
        return bool(own)

    def _macro(self, node: Node) -> None:
        self.acts = self.acts or text_of(node.child_by_field_name("macro")).rpartition("::")[2] not in _MADE
        waiting = list(node.named_children)
        while waiting:
            one = waiting.pop()
            if one.type in {"identifier", "self"}:
                self.reads.add(_named(one))
            elif one.type.endswith("string_literal"):
                self.reads |= {(name,) for name in captured(one)}
            waiting.extend(one.named_children)


def _named(token: Node) -> Place:
    """Give the place that a token of a macro begins: with its field, where it has one that is not called."""
    field = token.next_sibling.next_sibling if token.next_sibling and text_of(token.next_sibling) == "." else None
    is_field = field is not None and field.type == "identifier" and not text_of(field.next_sibling).startswith("(")
    return (text_of(token), text_of(field)) if is_field else (text_of(token),)
