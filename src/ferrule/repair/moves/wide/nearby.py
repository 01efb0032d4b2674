"""The places around an error at which level 2 makes its edits, the nearest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.edits.changes import located
from ferrule.facts.finding import Phase
from ferrule.repair.moves.case import Case
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import exact
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

FIRST: Final = 60
"""The rank of the likeliest edit of level 2: every move of level 1 comes before it."""
APART: Final = 6
"""What each step away from the place of the error adds to a rank."""
_MOST: Final = 14
_EXPRESSIONS: Final = LITERALS | {
    "identifier", "self", "field_expression", "call_expression", "reference_expression", "unary_expression",
    "binary_expression", "index_expression", "parenthesized_expression", "macro_invocation", "try_expression",
    "await_expression", "tuple_expression", "array_expression", "struct_expression", "scoped_identifier",
    "type_cast_expression", "range_expression", "match_expression", "if_expression", "closure_expression",
}  # fmt: skip
_NO_VALUE: Final = frozenset({
    "scoped_identifier", "macro_invocation", "generic_function", "field_pattern", "tuple_struct_pattern",
    "tuple_pattern", "ref_pattern", "mut_pattern", "captured_pattern", "or_pattern", "match_pattern",
    "reference_pattern",
    "closure_parameters", "struct_pattern", "lifetime", "token_tree", "attribute", "scoped_type_identifier",
    "slice_pattern", "visibility_modifier", "scoped_use_list", "use_list", "use_as_clause", "use_declaration",
    "label", "metavariable", "attribute_item", "range_pattern", "parameters",
})  # fmt: skip
_ENDS: Final = ("_statement", "_item", "_declaration", "block")
_OTHERS: Final = frozenset({
    "E0080", "E0023", "E0026", "E0027", "E0050", "E0057", "E0060", "E0061", "E0063", "E0107", "E0559", "E0560",
})  # fmt: skip
_NAMING: Final = frozenset({"pattern", "name", "field", "macro", "type", "trait", "label", "function"})


@dataclass(frozen=True, slots=True)
class Near:
    """A node, and how far it is from the place of the error."""

    text: Text
    node: Node
    apart: int
    """0 for the place itself; one more for each step into it, out of it, or to a place that is only labelled."""

    @property
    def rank(self) -> int:
        """The rank of the likeliest edit here."""
        return FIRST + APART * self.apart


def expressions(case: Case) -> tuple[Near, ...]:
    """Give the expressions at the places of an error, in them and around them, the nearest first, each once."""
    return case.once(("wide expressions", case.error), lambda: _first(_expressions(case)))


def marked(case: Case) -> Iterator[Near]:
    """Yield the smallest node at each place that the compiler points at in sources that may be edited."""
    for spot in case.error.spots:
        if not located(case.root, spot.path).is_relative_to(case.root):
            continue
        text = case.text if spot.path == case.text.path else case.open(spot.path)
        if text is None or not 0 <= spot.byte_start <= spot.byte_end <= len(text.source):
            continue
        node = exact(text, spot.byte_start, spot.byte_end) or text.node(spot.byte_start, spot.byte_end)
        yield Near(text, node, 0 if spot.primary else 1 if not spot.note else 2)


def is_value(node: Node) -> bool:
    """Say whether a node is an expression that has a value, and no name, pattern or callee."""
    above = node.parent
    if node.type not in _EXPRESSIONS or above is None or above.type in _NO_VALUE:
        return False
    at = next((at for at, child in enumerate(above.children) if child == node), 0)
    return above.field_name_for_child(at) not in _NAMING


def _first(found: Iterator[Near]) -> tuple[Near, ...]:
    once: dict[tuple[str, int, int], Near] = {}
    for one in found:
        key = (one.text.path, one.node.start_byte, one.node.end_byte)
        if key not in once or one.apart < once[key].apart:
            once[key] = one
    return tuple(sorted(once.values(), key=lambda one: one.apart)[:_MOST])


def _expressions(case: Case) -> Iterator[Near]:
    for place in marked(case):
        for node, steps in (*_inside(place.node), *_around(place.node)):
            if is_value(node):
                yield Near(place.text, node, place.apart + steps)


def _inside(node: Node) -> Iterator[tuple[Node, int]]:
    """Yield a node and what is in it, two steps deep: through the statements of a block the last one only."""
    waiting = [(node, 0)]
    while waiting:
        one, steps = waiting.pop(0)
        yield one, steps
        parts = one.named_children[-1:] if one.type == "block" else one.named_children
        if steps < 2:
            through = one.type in {"arguments", "expression_statement", "block", "parenthesized_expression"}
            waiting += [(part, steps + (not through)) for part in parts]


def _around(node: Node) -> Iterator[tuple[Node, int]]:
    """Yield what is around a node in its statement, two steps far."""
    above, steps = node.parent, 1
    while above is not None and steps <= 2 and not above.type.endswith(_ENDS):
        yield above, steps
        steps += above.type != "arguments"
        above = above.parent


def names_in(near: tuple[Near, ...]) -> tuple[tuple[Near, str], ...]:
    """Give the variables that are named there, each once with its nearest place."""
    once: dict[str, Near] = {}
    for one in near:
        if one.node.type == "identifier":
            once.setdefault(text_of(one.node), one)
    return tuple((one, name) for name, one in once.items())


def is_about_values(case: Case) -> bool:
    """Say whether the error is about what expressions are and how they are used, and not about a value that is wrong.

    What a constant comes to, and how many parts something has, no other form of an expression can make right.
    """
    return case.error.phase in {Phase.TYPE, Phase.BORROW} and case.code not in _OTHERS
