"""What a borrow error says: what was lent, what may not be done meanwhile, and where the loan is needed again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import is_statement
from ferrule.syntax.variables import Variable, around_function, variables

_LENT: Final = (
    "borrow occurs here",
    "is borrowed here",
    "borrow occurs due to",
    "closure construction occurs here",
    "first closure is constructed here",
)
_NEEDED: Final = ("later used", "later stored", "later captured", "might be used here")
_CONDITIONAL: Final = frozenset({"closure_expression", "match_arm", "async_block", "loop_expression"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """The three places of a borrow error, as nodes of one tree."""

    function: Node
    now: Node
    """What may not be done while the loan lasts."""
    first: Node | None
    """Where the loan begins."""
    later: Node | None
    """Where it is needed again; None where the error tells of no place."""
    reason: str = ""
    """The label of `later`."""

    @property
    def holder(self) -> Variable | None:
        """The variable of the plain `let` that keeps the loan; None where no such one does."""
        if self.first is None:
            return None
        held = (one for one in self.variables if one.value is not None and _holds(one.value, self.first))
        return min(held, key=lambda one: _size(one.value), default=None)

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables of the function."""
        return variables(self.function)


def conflict(case: Case) -> Conflict | None:
    """Read the places of a borrow error; None outside of a function, and where they lie in another file."""
    return case.once(("conflict", case.error), lambda: _read(case))


def _read(case: Case) -> Conflict | None:
    root = case.text.tree.root_node
    spots = [spot for spot in case.error.spots if spot.path == case.text.path]
    lent = [spot for spot in spots if not spot.primary and any(words in spot.label for words in _LENT)]
    needed = [spot for spot in spots if any(words in spot.label for words in _NEEDED)]
    found = [
        root.named_descendant_for_byte_range(spot.byte_start, spot.byte_end)
        for spot in (case.spot, *lent[:1], *needed[:1])
    ]
    now = found[0]
    function = around_function(now) if now is not None else None
    if now is None or function is None or any(one is None or not _holds(function, one) for one in found):
        return None
    first = found[1] if lent else None
    return Conflict(function, now, first, found[-1] if needed else None, needed[0].label if needed else "")


def chain(node: Node) -> Node:
    """Give the whole chain of fields and calls that begins with a node: `self.rows.len()` for `self`."""
    while (above := node.parent) is not None:
        begins = above.start_byte == node.start_byte
        is_link = above.type in {"field_expression", "index_expression", "try_expression", "await_expression"}
        if not begins or not (is_link or (above.type == "call_expression" and node.type != "identifier")):
            return node
        node = above
    return node


def within(node: Node, block: Node | None) -> Node | None:
    """Give the child of a block that holds a node; None where the block does not hold it."""
    around: Node | None = node
    while around is not None and (around.parent is None or around.parent != block):
        around = around.parent
    return around


def arguments_around(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the arguments that hold a node, each with its call, from the inside out."""
    inner, around = node, node.parent
    while around is not None and not around.type.endswith("_item"):
        if around.type == "arguments" and around.parent is not None:
            yield inner, around.parent
        inner, around = around, around.parent


def before(node: Node, start: Node) -> Iterator[Node]:
    """Yield what is evaluated between the beginning of a statement and a node that comes after or lies in it."""
    inner, around = node, node.parent
    while around is not None and inner != start:
        for child in around.named_children:
            if child.end_byte <= inner.start_byte and child.start_byte >= start.start_byte:
                is_called = around.type == "call_expression" and child == around.child_by_field_name("function")
                is_left = child == around.child_by_field_name("left") and "assignment" in around.type
                value = child.child_by_field_name("value") if child.type == "field_expression" else None
                if is_called and value is not None and value.type == "call_expression":
                    yield value
                elif (
                    not is_called
                    and not is_left
                    and not _is_lent(child)
                    and not (child == start and _only_lends(child))
                ):
                    yield child
        if within(start, around) is not None and around.type == "block":
            return
        inner, around = around, around.parent


def _only_lends(statement: Node) -> bool:
    """Say whether a `let` does no more than to lend a place: what is done through it counts where it is used."""
    value = statement.child_by_field_name("value") if statement.type == "let_declaration" else None
    return value is not None and value.type == "reference_expression" and _is_lent(value)


def _is_lent(node: Node) -> bool:
    """Say whether a node only lends a variable: that by itself does nothing."""
    inner = node.named_children[-1] if node.type == "reference_expression" and node.named_children else node
    plain = {"identifier", "self", "field_expression"} if inner != node else {"self"}
    return inner.type in plain and "(" not in text_of(inner)


def is_conditional(node: Node, start: Node) -> bool:
    """Say whether a node in a statement may be reached not at all, or several times."""
    inner, around = node, node.parent
    while around is not None and inner.start_byte >= start.start_byte and inner != start:
        if around.type in _CONDITIONAL or (around.type == "while_expression"):
            return True
        if around.type in {"if_expression", "for_expression"} and inner.type == "block":
            return True
        if around.type == "else_clause":
            return True
        is_logic = text_of(around.child_by_field_name("operator")) in {"&&", "||"}
        if is_logic and inner == around.child_by_field_name("right"):
            return True
        inner, around = around, around.parent
    return False


def looped(node: Node, start: Node) -> Node | None:
    """Give the outermost loop inside of a statement, itself included, that repeats a node."""
    found, inner, around = None, node, node.parent
    while around is not None and inner != start:
        is_loop = around.type in {"loop_expression", "while_expression"}
        if is_loop or (around.type == "for_expression" and inner.type == "block"):
            found = around
        inner, around = around, around.parent
    return found


def fresh_name(conflict: Conflict, wanted: str) -> str:
    """Give a name that nothing in the function has."""
    taken = {one.name for one in conflict.variables}
    wanted = wanted.removeprefix("get_").removesuffix("_mut") or "value"
    names = (wanted, f"{wanted}_value", f"{wanted}_before", *(f"{wanted}{n}" for n in range(2, 9)))
    return next((name for name in names if name.isidentifier() and name not in taken), "held_value")


def is_done(node: Node) -> bool:
    """Say whether a node is a whole statement or a place that is changed, so that nobody asks for its value."""
    above = node.parent
    if above is not None and above.type == "reference_expression" and above.children[1].type == "mutable_specifier":
        return True
    if above is not None and "assignment" in above.type and above.child_by_field_name("left") == node:
        return True
    kinds = {"assignment_expression", "compound_assignment_expr", "expression_statement", "let_declaration"}
    is_whole = node.parent is not None and node.parent.type == "expression_statement"
    return is_whole or is_statement(node) or node.type in kinds


def new_line(case: Case, at: int) -> str:
    """Give what separates a new statement from one that begins here: a line of its own, where that one has one."""
    source = case.text.source
    is_first = not source[source.rfind(b"\n", 0, at) + 1 : at].strip()
    return "\n" + case.text.indent(at) if is_first else " "


def _holds(outer: Node | None, inner: Node | None) -> bool:
    if outer is None or inner is None:
        return False
    return outer.start_byte <= inner.start_byte and inner.end_byte <= outer.end_byte


def _size(node: Node | None) -> int:
    return node.end_byte - node.start_byte if node is not None else 0
