"""`?` where the function cannot hand on what is missing, or where nothing can be missing."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import files
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.expressions import FUNCTIONS, function_around, return_type
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of

ID: Final = "hand-on-failure"
CODES: Final = frozenset({"E0277"})
_ERROR: Final = "Box<dyn std::error::Error>"
_OPTION_LIKE: Final = frozenset({
    "get", "first", "last", "next", "pop", "find", "checked_add", "checked_sub", "checked_mul", "checked_div",
    "to_digit", "strip_prefix", "strip_suffix", "split_once", "position", "max", "min", "get_mut", "peek", "nth", "ok",
})  # fmt: skip


def propose(case: Case) -> Iterator[Offer]:
    """Turn the failure into the kind that the function returns, or let the function return it, or unwrap."""
    message = case.error.message
    mark = case.node
    while mark.parent is not None and mark.type != "try_expression":
        mark = mark.parent
    if mark.type != "try_expression" or not mark.named_children or "`?`" not in message:
        return
    inner = mark.named_children[0]
    place = (inner.end_byte, mark.end_byte)
    if "can only be used on `Option`s" in message or "on `Option`s, not `Result`s" in message:
        yield case.replace(SURE, "the function returns an `Option`: `.ok()?`", (*place, ".ok()?"))
    elif "on `Result`s, not `Option`s" in message:
        yield from _missing(case, mark, place)
    elif "can only be applied to values" in message:
        yield case.replace(SURE, "nothing can fail here", (*place, ""))
    elif "can only be used in" in message:
        yield from _returned(case, mark, place)


def _missing(case: Case, mark: Node, place: tuple[int, int]) -> Iterator[Offer]:
    """Make an error of what is missing, where the function's error may be any text."""
    answer = read_type(return_type(function_around(mark)))
    error = answer.args[1] if answer.head == "Result" and len(answer.args) > 1 else None
    if error is not None and (error.head in {"String", "&"} or "dyn" in error.text):
        owned = ".to_string()" if error.head == "String" else ""
        form = f'.ok_or("value is missing"{owned})?'
        yield case.replace(LAST, "the function returns a `Result`: say what is missing", (*place, form))


def _returned(case: Case, mark: Node, place: tuple[int, int]) -> Iterator[Offer]:
    function = function_around(mark)
    name = function.child_by_field_name("name") if function is not None else None
    if function is not None and name is not None and not _is_called(case, text_of(name)):
        yield from _changed(case, function, mark)
    yield case.replace(POSSIBLE, "the function cannot return this failure", (*place, ".unwrap()"))


def _is_called(case: Case, name: str) -> bool:
    """Say whether something in the crate calls a function of this name; `main` is called by all."""
    called = re.compile(rf"(?<!fn )\b{re.escape(name)}\s*(?:::<[^>]*>)?\(".encode())
    return name == "main" or any(called.search(text.source) for text, _ in files(case))


def _changed(case: Case, function: Node, mark: Node) -> Iterator[Offer]:
    """Let the function return what may be missing: its type, its value and its early answers in one."""
    body, written = function.child_by_field_name("body"), function.child_by_field_name("return_type")
    parameters = function.child_by_field_name("parameters")
    if body is None or parameters is None:
        return
    last = text_of(mark.named_children[0]).rpartition("(")[0].rpartition(".")[2].partition("::")[0]
    told = text_of(written) or "()"
    some, of_type = ("Some", f"Option<{told}>") if last in _OPTION_LIKE else ("Ok", f"Result<{told}, {_ERROR}>")
    parts = [(written.start_byte, written.end_byte, of_type)] if written is not None else []
    if written is None:
        parts.append((parameters.end_byte, parameters.end_byte, f" -> {of_type}"))
    for answer in _answers(body):
        value = answer.named_children[0] if answer.type == "return_expression" and answer.named_children else answer
        if answer.type == "return_expression" and value is answer:
            parts.append((answer.end_byte, answer.end_byte, f" {some}(())"))
        else:
            parts.extend(((value.start_byte, value.start_byte, f"{some}("), (value.end_byte, value.end_byte, ")")))
    if written is None:
        end = body.named_children[-1].end_byte
        indent = case.text.indent(body.named_children[-1].start_byte)
        parts.append((end, end, f"\n{indent}{some}(())"))
    yield case.replace(LIKELY, f"let the function return what may be missing: `{of_type}`", *parts)


def _answers(body: Node) -> Iterator[Node]:
    """Yield the value at the end of a body, and its early answers; those of closures in it are none."""
    waiting = list(body.named_children)
    tail = body.named_children[-1] if body.named_children else None
    if tail is not None and tail.type not in {"expression_statement", "let_declaration", "line_comment"}:
        yield tail
    while waiting:
        node = waiting.pop()
        if node.type == "return_expression":
            yield node
        if node.type not in FUNCTIONS:
            waiting.extend(node.named_children)
