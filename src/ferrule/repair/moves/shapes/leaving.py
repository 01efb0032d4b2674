"""What a function does where there is no value to go on with: pass it through, hand an error back, leave the loop."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.fitting import head
from ferrule.repair.moves.shapes.matches import Arm, Missed, arms_of
from ferrule.repair.moves.shapes.other_uses import usable, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function

_EARLY: Final = re.compile(r"^(?:return\b|break\b|continue\b|panic!|unreachable!)")
_SILENT: Final = frozenset({"return", "return false", "break", "continue"})
_LOOPS: Final = frozenset({"loop_expression", "while_expression", "for_expression"})


def leaving_bodies(
    found: Node, arms: Sequence[Arm], missing: Sequence[Missed]
) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Yield rank, bound names and body for cases that are missing, as a whole."""
    first = missing[0]
    bodies = [_given(arm) for arm in arms if not _EARLY.match(arm.body)]
    produced = {head(body.partition("(")[0].strip()) for body in bodies}
    wrapped = produced & {"Ok", "Err", "Some", "None"}
    if len(missing) == 1 and first.variant in {"Some", "Ok"} and len(first.names) == 1:
        if not wrapped:
            yield LIKELY, ("value",), "value"
            yield POSSIBLE, ("value",), "*value"
        yield POSSIBLE + 1, ("value",), f"{first.variant}(value)"
    elif len(missing) == 1 and first.variant != "Err" and first.names == ("0",) and _is_taken(found, wrapped):
        yield POSSIBLE, ("value",), "value"
    yield from ((rank, (), body) for rank, body in _same_elsewhere(found, missing))
    bare = not any(one.names for one in missing)
    if len(missing) == 1 and first.variant == "Err" and len(first.names) == 1:
        yield from _handed_on(found, produced)
    elif produced and produced <= {"Some", "None"} and "Some" in produced and bare:
        yield (LIKELY if first.variant == "None" else POSSIBLE), (), "None"
    elif {arm.body for arm in arms} in ({"true"}, {"false"}):
        yield POSSIBLE, (), "false" if arms[0].body == "true" else "true"
    elif first.variant in {"", "None"} and not _is_result(found):
        if len({arm.body for arm in arms}) == 1 and leaves(arms[0].body):
            yield POSSIBLE, (), arms[0].body
        elif first.variant == "None":
            yield from ((LAST, (), body) for _, body in early_exits(found) if body not in _SILENT)


def _given(arm: Arm) -> str:
    """Give the value of an arm, at the end of its block too."""
    value = arm.node.child_by_field_name("value")
    inside = value.named_children if value is not None and value.type == "block" else []
    return text_of(inside[-1]) if inside and inside[-1].type == "call_expression" else arm.body


def _is_taken(found: Node, wrapped: set[str]) -> bool:
    """Say whether a match gives a bare value that somebody takes."""
    return not wrapped and not is_idle_place(found)


def _handed_on(found: Node, produced: set[str]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Yield how an error is handed to the caller."""
    if produced and produced <= {"Ok", "Err"}:
        yield LIKELY, ("error",), "Err(error)"
    if head(result_of(found)) == "Result":
        yield LIKELY + 2, ("error",), "return Err(error)"
        yield POSSIBLE, ("error",), "return Err(error.into())"


def _is_result(found: Node) -> bool:
    """Say whether what a match gives is what its function gives."""
    place, around = _standing(found)
    outer = around.parent if around is not None and around.type == "block" else None
    is_last = around is not None and around.named_children[-1:] == [place] and not text_of(place).endswith(";")
    return outer is not None and is_last and outer.type == "function_item" and result_of(found) not in {"", "()"}


def early_exits(node: Node) -> Iterator[tuple[int, str]]:
    """Yield ways to leave the function or the loop around a node with nothing, likeliest first."""
    returns, loop = result_of(node), _loop(node)
    said = Counter(text_of(one) for one in _own_returns(node) if usable_return(one, node))
    if head(returns) == "Option":
        yield LIKELY + 2, "return None"
    elif head(returns) == "Result" and said:
        errors = [(words, times) for words, times in said.most_common() if words.startswith("return Err(")]
        if errors and (len(errors) == 1 or errors[0][1] > errors[1][1]):
            yield POSSIBLE, errors[0][0]
    elif returns in {"", "()"} and loop is None:
        yield LIKELY + 2, "return"
    elif returns not in {"", "()"} and len(said) == 1:
        yield POSSIBLE, next(iter(said))
    elif returns == "bool" and loop is None:
        yield LAST, "return false"
    if loop is not None:
        yield (POSSIBLE + 1, "continue") if loop.type == "for_expression" else (POSSIBLE + 1, "break")
        yield (LAST, "break") if loop.type == "for_expression" else (LAST, "continue")


def is_idle_place(node: Node) -> bool:
    """Say whether nobody asks for the value of an expression: a statement, or the end of a function without result."""
    place, around = _standing(node)
    if around is None or around.type != "block":
        return around is None
    if place != around.named_children[-1] or text_of(place).endswith(";"):
        return True
    outer = around.parent
    if outer is not None and outer.type == "function_item":
        return text_of(outer.child_by_field_name("return_type")) in {"", "()"}
    return outer is not None and outer.type in _LOOPS


def _standing(node: Node) -> tuple[Node, Node | None]:
    """Give what stands in a block for an expression, which may be a statement around it, and that block."""
    around = node.parent
    if around is not None and around.type == "expression_statement":
        return around, around.parent
    return node, around


def result_of(node: Node) -> str:
    """Give the return type of the function or closure around a node; empty where none is written."""
    around: Node | None = node
    while around is not None and around.type not in {"closure_expression", "function_item", "async_block"}:
        around = around.parent
    if around is None or around.type == "async_block":
        return "?"
    returns = text_of(around.child_by_field_name("return_type"))
    return returns if around.type == "function_item" or returns else "?"


def usable_return(one: Node, place: Node) -> bool:
    """Say whether a `return` from elsewhere in the function means the same at a place."""
    return bool(one.named_children) and usable(one.named_children[0], place)


def _own_returns(node: Node) -> Iterator[Node]:
    around = around_function(node)
    if around is not None:
        yield from walk(around, "return_expression")


def _loop(node: Node) -> Node | None:
    around: Node | None = node.parent
    inner = node
    while around is not None and around.type not in {"closure_expression", "function_item", "async_block"}:
        if around.type in _LOOPS and inner == around.child_by_field_name("body"):
            return around
        inner, around = around, around.parent
    return None


def _same_elsewhere(found: Node, missing: Sequence[Missed]) -> Iterator[tuple[int, str]]:
    """Yield what other matches of the function do in the same case: those of the same value first, if they agree."""
    around = around_function(found)
    if around is None:
        return
    value = text_of(found.child_by_field_name("value"))
    same: Counter[str] = Counter()
    other: Counter[str] = Counter()
    wanted = {"_"} if any(not one.variant for one in missing) else {one.variant for one in missing if not one.names}
    for match in walk(around, "match_expression"):
        if match == found or found.start_byte <= match.start_byte < found.end_byte:
            continue
        for arm in arms_of(match):
            if arm.pattern in wanted and not arm.guarded and not _stops(arm.body):
                body = arm.node.child_by_field_name("value")
                if body is not None and usable(body, found):
                    (same if text_of(match.child_by_field_name("value")) == value else other)[arm.body] += 1
    if len(same) == 1:
        yield LIKELY + 1, next(iter(same))
    elif same:
        yield POSSIBLE, same.most_common(1)[0][0]
    if len(other) == 1:
        yield POSSIBLE - 2, next(iter(other))


def leaves(body: str) -> bool:
    """Say whether an arm leaves the function or the loop."""
    return _EARLY.match(body) is not None


def _stops(body: str) -> bool:
    return body.startswith(("panic!", "unreachable!", "todo!", "unimplemented!"))
