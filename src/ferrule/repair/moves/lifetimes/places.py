"""Where a value that is lent was bound, and between which blocks it would have to live (P15, P16)."""

from tree_sitter import Node

from ferrule.facts.finding import Spot
from ferrule.repair.moves.case import Case
from ferrule.syntax.tree import ITEMS
from ferrule.syntax.variables import Variable, variable_of, variables


def owner(case: Case) -> Variable | None:
    """Give the variable that does not live long enough; None where it is none of this function."""
    for spot in case.spots("declared here"):
        found = bound_at(case, spot)
        if found is not None and spot.label.startswith("binding `"):
            return found
    return None


def bound_at(case: Case, spot: Spot) -> Variable | None:
    """Give the variable that is bound at a place of the file."""
    if spot.path != case.spot.path:
        return None
    node = case.text.node(spot.byte_start, spot.byte_end)
    if node.type == "mut_pattern" and node.named_children:
        node = node.named_children[-1]
    elif node.type in {"let_declaration", "parameter"}:  # `mut x` is no node of its own there
        node = node.child_by_field_name("pattern") or node
    return variable_of(node)


def namesakes(function: Node, variable: Variable) -> list[Variable]:
    """Give the other variables of the same name in a function."""
    return [one for one in variables(function) if one.name == variable.name and one.bound != variable.bound]


def child_holding(block: Node, node: Node) -> Node | None:
    """Give the statement of a block in which a node stands; None where it does not."""
    inner: Node | None = node
    while inner is not None and inner.parent != block:
        inner = inner.parent
    return inner


def blocks_around(node: Node) -> list[Node]:
    """Give the blocks around a node within its function, the innermost first."""
    found, around = [], node.parent
    while around is not None and around.type not in ITEMS:
        if around.type == "block":
            found.append(around)
        around = around.parent
    return found


def line_part(source: bytes, node: Node) -> tuple[int, int]:
    """Give the range of a statement, with the whole line where nothing else stands on it."""
    start, end = node.start_byte, node.end_byte
    begin = source.rfind(b"\n", 0, start) + 1
    stop = source.find(b"\n", end)
    if not source[begin:start].strip() and stop >= 0 and not source[end:stop].strip():
        return begin, stop + 1
    while source[end : end + 1] == b" ":
        end += 1
    return start, end
