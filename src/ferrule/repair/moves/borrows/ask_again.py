"""A reference that is given back on one way and in the way on all others: it is asked for again where it is used (P16).

`if let Some(v) = map.get(&k) { return Some(v); }` lends `map` to the end of the function, as the compiler sees it.
"""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import conflict
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.places import place_of
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.variables import bound_names

ID: Final = "ask-again"
CODES: Final = frozenset({"E0499", "E0502", "E0505", "E0506"})


def propose(case: Case) -> Iterator[Offer]:
    """Ask whether it is there, then for it; of a cursor through a list, look first and lend after."""
    found = conflict(case)
    if found is None or found.first is None:
        return
    branch = enclosing(found.first, "if_expression", "while_expression", "match_expression", "function_item")
    if branch is None or branch.type == "function_item":
        return
    for pattern, value, result in _given_back(branch):
        made = footprint(case, [value])
        names = [text_of(name) for name in bound_names(pattern)]
        asked, rest = text_of(value), text_of(result)
        again = {f"{name}": _unwrapped(value) for name in names} | {f"Some({name})": asked for name in names}
        lends = not (made.acts or made.leaves) and all(one[-1] == "[]" for one in made.writes)
        if len(names) == 1 and rest in again and lends:  # `get_mut` lends an element, `pop` would take another one
            name = next(bound_names(pattern))
            yield case.replace(
                LIKELY,
                "it is asked for again where it is given back",
                (name.start_byte, name.end_byte, "_"),
                (result.start_byte, result.end_byte, again[rest]),
            )
    if branch.type == "while_expression":
        yield from _cursor(case, branch)


def _unwrapped(value: Node) -> str:
    """Give what is in an option: of `&self.last` what `self.last.as_ref().unwrap()` lends."""
    if value.type != "reference_expression":
        return f"{text_of(value)}.unwrap()"
    way = "as_mut" if value.children[1].type == "mutable_specifier" else "as_ref"
    return f"{text_of(value.named_children[-1])}.{way}().unwrap()"


def _given_back(branch: Node) -> Iterator[tuple[Node, Node, Node]]:
    """Yield pattern, value and result of each way on which all that is done is to give back what was found."""
    condition, body = branch.child_by_field_name("condition"), branch.child_by_field_name("body")
    value = branch.child_by_field_name("value")
    ways = [
        (arm.child_by_field_name("pattern"), value, arm.child_by_field_name("value"))
        for arm in (body.named_children if body is not None else ())
        if arm.type == "match_arm"
    ]
    if condition is not None and condition.type == "let_condition":
        parts = condition.child_by_field_name("pattern"), condition.child_by_field_name("value")
        ways = [(*parts, branch.child_by_field_name("consequence"))]
    for pattern, value, done in ways:
        inner = _only(done)
        result = inner.named_children[0] if inner is not None and inner.named_children else None
        is_some = pattern is not None and text_of(pattern).startswith("Some(")
        if inner is not None and inner.type == "identifier" and _is_whole(branch):
            result = inner  # the branch is the value of the function: what it gives lends as long as a `return`
        elif inner is None or inner.type != "return_expression":
            continue
        if pattern is not None and value is not None and result is not None and is_some:
            yield pattern, value, result


def _is_whole(branch: Node) -> bool:
    """Say whether a branch is the value of its function."""
    above = branch.parent
    if above is not None and above.type == "expression_statement":
        branch, above = above, above.parent
    is_last = above is not None and above.type == "block" and branch.next_named_sibling is None
    return is_last and above is not None and above.parent is not None and above.parent.type == "function_item"


def _only(node: Node | None) -> Node | None:
    """Give the only thing that is done in a block."""
    while node is not None and node.type in {"block", "expression_statement"}:
        node = node.named_children[0] if len(node.named_children) == 1 else None
    return node


def _cursor(case: Case, loop: Node) -> Iterator[Offer]:
    """Yield a loop that looks at the next one through a shared loan, and takes it for changing only to go on."""
    condition, body = loop.child_by_field_name("condition"), loop.child_by_field_name("body")
    value = condition.child_by_field_name("value") if condition is not None else None
    bound = [*bound_names(condition.child_by_field_name("pattern"))] if condition is not None else []
    if value is None or len(bound) != 1 or place_of(value) is None:
        return
    name, cursor = text_of(bound[0]), text_of(value)
    steps = [node for node in _assigned(body) if text_of(node.child_by_field_name("left")) == cursor]
    step = steps[0].child_by_field_name("right") if len(steps) == 1 else None
    way = text_of(step)
    if step is None or not way.startswith(f"&mut {name}."):
        return
    yield case.replace(
        LIKELY,
        "the loop looks first, and lends for changing only to go on",
        (value.end_byte, value.end_byte, ".as_ref()"),
        (step.start_byte, step.end_byte, f"&mut {cursor}.as_mut().unwrap().{way.removeprefix(f'&mut {name}.')}"),
    )


def _assigned(body: Node | None) -> Iterator[Node]:
    waiting = [body] if body is not None else []
    while waiting:
        node = waiting.pop()
        if node.type == "assignment_expression":
            yield node
        waiting.extend(node.named_children)
