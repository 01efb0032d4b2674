"""`break` and `continue` that do not say, or cannot say, which loop they mean (P05)."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.syntax.items import text_of

ID: Final = "name-loop"
CODES: Final = frozenset({"E0267", "E0268", "E0571", "E0590", "E0695", "E0696"})
_LOOPS: Final = frozenset({"loop_expression", "while_expression", "for_expression"})
_BODIES: Final = frozenset({"function_item", "closure_expression", "async_block", "const_block"})
_NAME: Final = "'outer"


def propose(case: Case) -> Iterator[Offer]:
    """Name the loop that is meant; make it a `loop` where it gives a value; leave the function where there is none."""
    node = _around(case.node, frozenset({"break_expression", "continue_expression"}), frozenset())
    if node is None:
        return
    word = "break" if node.type == "break_expression" else "continue"
    loop = _around(node.parent, _LOOPS, _BODIES)
    if case.code == "E0571":
        yield from _endless(case, loop)
    elif (case.code in {"E0695", "E0696"} and loop is not None) or (case.code == "E0590" and loop is not None):
        yield _named(case, node, word, loop)
    elif case.code in {"E0695", "E0696"} and not loop:
        yield from _left(case, node)
    elif word == "continue" or len(node.named_children) == 0:
        yield from _returned(case, node)


def _around(node: Node | None, kinds: frozenset[str], ends: frozenset[str]) -> Node | None:
    while node is not None and node.type not in kinds:
        if node.type in ends:
            return None
        node = node.parent
    return node


def _endless(case: Case, loop: Node | None) -> Iterator[Offer]:
    """Yield `loop` for `while true`: only that one can give a value."""
    condition = loop.child_by_field_name("condition") if loop is not None else None
    keyword = next((c for c in loop.children if c.type == "while"), None) if loop is not None else None
    if condition is not None and keyword is not None and text_of(condition) == "true":
        message = "only `loop` gives a value, and this one never ends by itself"
        yield case.replace(SURE, message, (keyword.start_byte, condition.end_byte, "loop"))


def _named(case: Case, node: Node, word: str, loop: Node) -> Offer:
    """Give the offer that says the loop's name after the word, and gives it one where it has none."""
    label = next((text_of(child) for child in loop.children if child.type == "label"), "")
    old = next((child for child in node.children if child.type == "label"), None)
    end = old.end_byte if old is not None else node.start_byte + len(word)
    named = f"{word} {label or _NAME}"
    body = loop.child_by_field_name("body")
    is_before_body = body is None or node.start_byte < body.start_byte
    # In brackets where the loop's condition ends with it: else what follows reads as the value that it gives.
    parts = [(node.start_byte, end, f"({named})" if is_before_body else named)]
    if not label:
        parts.insert(0, (loop.start_byte, loop.start_byte, f"{_NAME}: "))
    return case.replace(LIKELY, f"`{word}` has to say that it means this loop", *parts)


def _left(case: Case, node: Node) -> Iterator[Offer]:
    """Yield that a labelled block is left, where no loop is around it that could be meant."""
    block = node.parent
    while block is not None and not any(child.type == "label" for child in block.children):
        block = block.parent
    if block is not None:
        label = next(text_of(child) for child in block.children if child.type == "label")
        message = "no loop is around it: the block is left"
        yield case.replace(POSSIBLE, message, (node.start_byte, node.end_byte, f"break {label}"))


def _returned(case: Case, node: Node) -> Iterator[Offer]:
    """Yield `return`, which ends a closure or a function without a value as `continue` ends a loop's turn."""
    body = _around(node, _BODIES, frozenset())
    if body is None or body.child_by_field_name("return_type") is not None:
        return
    message = "no loop is around it: the function is left"
    yield case.replace(POSSIBLE, message, (node.start_byte, node.end_byte, "return"))
