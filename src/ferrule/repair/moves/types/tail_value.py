"""A body that ends without the value that is asked for, or with one that nobody asked for."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.repair.moves.types.expressions import around, exact, return_type, walk
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of

ID: Final = "end-with-value"
CODES: Final = frozenset({"E0308", "E0317"})
_LOOPS: Final = frozenset({"loop_expression", "while_expression", "for_expression", "if_expression", "else_clause"})
_NEUTRAL: Final = {"Option": "None", "bool": "false"}
_WELL: Final = {"Result": "Ok(())", "Option": "Some(())"}
_MOST: Final = 3


def propose(case: Case) -> Iterator[Offer]:
    """Give what was made in the body, the other half of an `if`, or leave a value that nobody takes."""
    if case.code == "E0317":
        yield from _other_half(case)
        yield from _after_half(case)
    elif "implicitly returns `()`" in case.words or _ends_in_loop(case):
        yield from _made_before(case)
        yield from _nothing_to_give(case)
    else:
        yield from _left(case)


def _ends_in_loop(case: Case) -> bool:
    """Say whether a function that has to give a value ends with a loop."""
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    body = node.parent if node is not None and node.type in {"for_expression", "while_expression"} else None
    if body is not None and body.type == "expression_statement":
        body = body.parent
    return body is not None and body.parent is not None and body.parent.type == "function_item"


def _other_half(case: Case) -> Iterator[Offer]:
    """Add the `else` whose value follows from the type: nothing was found, or it does not hold."""
    pair = pair_of(case.error)
    head = pair.expected.head if pair is not None else ""
    if head in _NEUTRAL and case.found.startswith("if"):
        at = case.spot.byte_end
        words = f"otherwise it is `{_NEUTRAL[head]}`"
        yield case.replace(LIKELY, words, (at, at, f" else {{ {_NEUTRAL[head]} }}"))


def _after_half(case: Case) -> Iterator[Offer]:
    """End with the value behind an `if` at the end of a function, which only leaves early."""
    _, body = _body(case)
    if body is not None and body.named_children[-1].end_byte == case.spot.byte_end:
        yield from _nothing_to_give(case)


def _nothing_to_give(case: Case) -> Iterator[Offer]:
    """End with `Ok(())` or `Some(())`, where all that the function gives is that it went well."""
    pair = pair_of(case.error)
    _, body = _body(case)
    wanted = pair.expected if pair is not None else None
    if wanted is None or wanted.head not in _WELL or not wanted.args or wanted.args[0].head != "()":
        return
    words = f"all went well: `{_WELL[wanted.head]}`"
    if body is not None:
        yield case.replace(LIKELY - 1, words, _ended(case, body, _WELL[wanted.head]))
        return
    function = around(case.node, {"function_item"})
    empty = function.child_by_field_name("body") if function is not None else None
    if empty is not None and not text_of(empty).strip("{} \n\t"):
        yield case.replace(LIKELY - 1, words, (empty.start_byte, empty.end_byte, f"{{ {_WELL[wanted.head]} }}"))


def _body(case: Case) -> tuple[Node | None, Node | None]:
    """Give the function of the error and its body; None for a body in which nothing stands."""
    node = case.node
    function = node if node.type == "function_item" else around(node, {"function_item"})
    body = function.child_by_field_name("body") if function is not None else None
    return function, body if body is not None and body.named_children else None


def _ended(case: Case, body: Node, value: str) -> tuple[int, int, str]:
    """Give the edit that puts a value at the end of a body."""
    last = body.named_children[-1]
    lead = f"\n{case.text.indent(last.start_byte)}" if "\n" in case.text.at(body.start_byte, body.end_byte) else " "
    return last.end_byte, last.end_byte, f"{lead}{value}"


def _made_before(case: Case) -> Iterator[Offer]:
    """End with the variable that the body made: the one bound last, or one that it changed."""
    function, body = _body(case)
    if function is None or body is None:
        return
    wanted = read_type(return_type(function)).head
    names = [name for name in _results(body) if name]
    parameters = text_of(function.child_by_field_name("parameters"))
    if wanted in {"Self", "&mut"} and "self" in parameters:
        names.append("self")
    for place, name in enumerate(dict.fromkeys(names)):
        if place == _MOST:
            break
        yield case.replace(LIKELY + place, f"the body makes `{name}` and gives nothing", _ended(case, body, name))


def _results(body: Node) -> Iterator[str]:
    """Yield the variables of a body that may be its result: bound by its last statement, then those that it changes."""
    last = body.named_children[-1]
    if last.type == "let_declaration":
        yield _plain(last)
    lets = [one for one in body.named_children if one.type == "let_declaration"]
    for let in reversed(lets):
        if any(child.type == "mutable_specifier" for child in let.children):
            yield _plain(let)


def _plain(let: Node) -> str:
    pattern = let.child_by_field_name("pattern")
    return text_of(pattern) if pattern is not None and pattern.type == "identifier" else ""


def _left(case: Case) -> Iterator[Offer]:
    """Take no notice of a value at the end of a loop's body, as the loop would."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end)
    if pair is None or node is None or pair.expected.head != "()" or node.parent is None:
        return
    block = node.parent
    if block.type != "block" or block.named_children[-1] != node:
        return
    outer = block.parent
    if outer is None or outer.type not in _LOOPS or case.error.suggestions:
        return
    is_call = any(one.type in {"call_expression", "macro_invocation"} for one in walk(node))
    if is_call:
        yield case.replace(POSSIBLE, "nobody takes this value", (node.end_byte, node.end_byte, ";"))
    else:
        parts = ((node.start_byte, node.start_byte, "let _ = "), (node.end_byte, node.end_byte, ";"))
        yield case.replace(LAST, "nobody takes this value", *parts)
