"""The values of a body, turned into owned ones along the type that they have to have (P15)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.lifetimes.gathering import gathered, starting
from ferrule.repair.moves.lifetimes.owned import (
    COPIED,
    TEXTS,
    Part,
    copied,
    mapped,
    method,
    own_types,
    references,
    stripped,
)
from ferrule.repair.moves.types.expressions import filled
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import variable_of

_NEVER: Final = frozenset({"return_expression", "break_expression", "continue_expression", "loop_expression"})
_PANICS: Final = ("panic", "unreachable", "todo", "unimplemented", "bail")
_MAPPED: Final = {"Option": ("Some", "None"), "Result": ("Ok", "Err")}
_LISTS: Final = frozenset({"Vec", "HashSet", "BTreeSet", "VecDeque", "Box"})


@dataclass(slots=True)
class Owning:
    """Turns the values of a body into owned ones, along the type that they have to have."""

    doomed: tuple[tuple[int, int], ...]
    """Ranges of the values that refer to what ends with the body."""
    itself: str = ""
    """The name of the function: what it calls itself is owned already."""
    parts: list[Part] = field(default_factory=list)
    holders: set[str] = field(default_factory=set)
    """Lists that were seen to already."""
    copies: int = 0
    """How many of the values are copies of what lives on."""

    def value(self, node: Node | None, wanted: Node | None) -> None:
        """Note what has to change in a value whose type, written with references, is `wanted`; None: not written."""
        for one in leaves(node):
            self._leaf(one, wanted)

    def _leaf(self, node: Node, wanted: Node | None) -> None:
        if wanted is not None and not references(wanted):
            return
        if wanted is None and not self._is_doomed(node):
            return
        if self._is_call_of_itself(node):
            return
        if wanted is not None and wanted.type == "reference_type":
            self._put(node, self._owned(node, wanted.child_by_field_name("type")))
            return
        if self._wrapped(node, wanted):
            return
        if wanted is None:
            self._put(node, self._owned(node, None))
        elif wanted.type == "generic_type":
            self._collected(node, wanted)

    def _wrapped(self, node: Node, wanted: Node | None) -> bool:
        """Go on in `Some(x)`, `Ok(x)` and tuples; say whether it is one."""
        if node.type == "tuple_expression":
            kinds = wanted.named_children if wanted is not None else [None] * node.named_child_count
            if wanted is None or wanted.type == "tuple_type":
                for one, kind in zip(node.named_children, kinds, strict=False):
                    self.value(one, kind)
                return True
        head, args = _generic(wanted)
        if node.type == "identifier" and text_of(node) == "None":
            return True
        name = text_of(node.child_by_field_name("function")) if node.type == "call_expression" else ""
        if name == "Cow::Borrowed" and wanted is None:
            self._cow(node)
            return True
        given = node.child_by_field_name("arguments")
        names = _MAPPED.get(head, ("Some", "Ok", "Err") if wanted is None else ())
        if name not in names or given is None or given.named_child_count != 1:
            return False
        place = names.index(name) if wanted is not None else 0
        if wanted is None or place < len(args):
            self.value(given.named_children[0], args[place] if wanted is not None else None)
        return True

    def _cow(self, node: Node) -> None:
        """Own what a `Cow` has borrowed from the body."""
        called, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if called is not None and given is not None and given.named_child_count == 1:
            [one] = given.named_children
            text = stripped(one, None) or filled("{}.to_owned()", one)
            self.parts += [(called.start_byte, called.end_byte, "Cow::Owned"), (one.start_byte, one.end_byte, text)]

    def _collected(self, node: Node, wanted: Node) -> None:
        """Own what a list, an option or a result holds, where the expression is not taken apart."""
        head, args = _generic(wanted)
        if node.type == "identifier" and self._gathered(node, args):
            return
        inner = next((one for one in args if one.type == "reference_type"), None)
        if inner is None or len(references(wanted)) != 1:
            return
        self.copies += 1
        copy = mapped(copied("x", inner.child_by_field_name("type")))
        if head in _MAPPED:
            self._put(node, filled("{}" + copy, node))
        elif head in _LISTS:
            called = node.child_by_field_name("function") if node.type == "call_expression" else None
            collects = called.child_by_field_name("function") if called is not None else None
            called = collects if called is not None and called.type == "generic_function" else called
            if called is not None and text_of(called.child_by_field_name("field")) == "collect":
                source = called.child_by_field_name("value")
                if source is not None:
                    self.parts += own_types(collects.parent) if collects is not None and collects.parent else []
                    self.parts.append((source.end_byte, source.end_byte, copy))
                return
            self._put(node, filled(f"{{}}.into_iter(){copy}.collect()", node))

    def _gathered(self, node: Node, kinds: list[Node]) -> bool:
        """Own what is put into a list that is filled here and given back; say whether it is one."""
        holder = variable_of(node)
        start = starting(holder) if holder is not None else None
        if holder is None or start is None or not kinds or holder.name in self.holders:
            return False
        self.holders.add(holder.name)
        for place, one in gathered(holder):
            self.value(one, kinds[min(place, len(kinds) - 1)])
        self.parts += start
        return True

    def _owned(self, node: Node, inner: Node | None) -> str:
        if self._is_doomed(node):
            itself = stripped(node, inner)
            if itself:
                return itself
        self.copies += text_of(inner) not in COPIED
        if node.type == "reference_expression":
            place = node.child_by_field_name("value")
            if place is not None:
                return copied(filled("{}.clone()", place).removesuffix(".clone()"), inner, lent=False)
        if inner is None:
            called = method(node)
            return filled("{}.to_string()" if called in TEXTS or called == "unwrap_or" else "{}.clone()", node)
        text = copied("{}", inner)
        return filled(text, node)

    def _put(self, node: Node, text: str) -> None:
        if text and text != text_of(node):
            self.parts.append((node.start_byte, node.end_byte, text))

    def _is_doomed(self, node: Node) -> bool:
        return any((start <= node.start_byte and node.end_byte <= end) or
                   (node.start_byte <= start and end <= node.end_byte) for start, end in self.doomed)  # fmt: skip

    def _is_call_of_itself(self, node: Node) -> bool:
        """Say whether the value comes from the function itself, which gives owned values from now on."""
        if not self.itself:
            return False
        name, text = re.escape(self.itself), text_of(node)
        is_method = re.search(rf"\.\s*{name}\(", text) is not None and not self._is_doomed(node)
        return is_method or re.search(rf"(?<![\w.]){name}\(", text) is not None


def leaves(node: Node | None) -> Iterator[Node]:
    """Yield the expressions that a value comes from: the ends of blocks, branches and arms; none that never return."""
    if node is None or node.type in _NEVER:
        return
    if node.type in {"block", "unsafe_block", "async_block"}:
        last = node.named_children[-1] if node.named_children else None
        if last is not None and last.type == "expression_statement" and not text_of(last).endswith(";"):
            last = last.named_children[0] if last.named_children else None
        if last is not None and not last.type.endswith(("_statement", "_declaration", "_item", "_comment")):
            yield from leaves(last)
        return
    if node.type == "if_expression":
        yield from leaves(node.child_by_field_name("consequence"))
        other = node.child_by_field_name("alternative")
        yield from leaves(other.named_children[0] if other is not None and other.named_children else None)
        return
    if node.type == "match_expression":
        body = node.child_by_field_name("body")
        for arm in body.named_children if body is not None else []:
            yield from leaves(arm.child_by_field_name("value"))
        return
    if node.type == "macro_invocation" and text_of(node).startswith(_PANICS):
        return
    yield node


def _generic(wanted: Node | None) -> tuple[str, list[Node]]:
    """Give the name of a generic type without its path, and its arguments; an empty name for any other type."""
    if wanted is None or wanted.type != "generic_type":
        return "", []
    arguments = wanted.child_by_field_name("type_arguments")
    found = [one for one in arguments.named_children if one.type != "lifetime"] if arguments is not None else []
    return text_of(wanted.child_by_field_name("type")).rpartition("::")[2], found
