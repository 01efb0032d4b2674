"""A type that the compiler cannot infer: chosen from how the value is used, from the types around, at last by habit."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Suggestion
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.types.expressions import around, binding, exact, function_around, return_type, walk
from ferrule.repair.moves.types.typewords import read_type
from ferrule.repair.moves.types.usage import hinted, summed, types_around, used_as
from ferrule.syntax.items import text_of

ID: Final = "annotate-type"
CODES: Final = frozenset({"E0282", "E0283", "E0284", "E0790"})
_OPEN: Final = re.compile(r"/\* (?:Type|self type) \*/|(?<=[<( ])[A-Z](?=[>,) ])")
_UNNAMED: Final = re.compile(r"(?<=[<, (])_(?=[>,) ])")
_HABIT: Final = ("i32", "String", "&str", "f64", "()")
_DECLARED: Final = re.compile(r"declared on the (?:\w+ )*`(?P<name>\w+)`")
_COLLECTED: Final = re.compile(
    r"cannot satisfy `_: (?:[\w:]+::)?(?:FromIterator|Sum|Product)<(?:[\w:]+::)?(?P<of>Result|Option)<"
)
_GATHERING: Final = frozenset({"collect", "sum", "product"})
_MOST: Final = 6


def propose(case: Case) -> Iterator[Offer]:
    """Fill the open types of what the compiler suggests; where it suggests nothing, name the arguments of a path."""
    yield from _moved(case)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end) or case.node
    used = dict.fromkeys((*used_as(case, node), *summed(case, node)), SURE)
    hints = dict.fromkeys(hinted(case), SURE)
    near = dict.fromkeys(types_around(node), POSSIBLE)
    habit = dict.fromkeys(_HABIT, LAST)
    ranked = {**habit, **near, **hints, **used}
    chosen = sorted(ranked, key=lambda told: (ranked[told], list({**used, **hints, **near, **habit}).index(told)))
    yield from _tried(case, node)
    for suggestion in case.error.suggestions:
        for told in _fitting(suggestion, chosen)[:_MOST]:
            yield _filled(case, suggestion, told, ranked[told])
    if not case.error.suggestions:
        yield from _path(case, chosen[: _MOST // 2])


def _tried(case: Case, node: Node) -> Iterator[Offer]:
    """Say what a list with failures in it is collected to before a `?`: one failure, or all the values."""
    items = _COLLECTED.search(case.error.rendered)
    let = around(node, {"let_declaration", "block"})
    is_bound = let is not None and let.type == "let_declaration"
    mark = let.child_by_field_name("value") if let is not None and is_bound else around(node, {"try_expression"})
    call = mark.named_children[0] if mark is not None and mark.type == "try_expression" else None
    called = call.child_by_field_name("function") if call is not None else None
    method = text_of(called.child_by_field_name("field")) if called is not None else ""
    kind = items["of"] if items else read_type(return_type(function_around(node))).head
    told = text_of(let.child_by_field_name("type")) if let is not None else ""
    inner = told or ("Vec<_>" if method == "collect" else "")
    if called is not None and method in _GATHERING and inner and kind in {"Result", "Option"}:
        form = f"::<Result<{inner}, _>>" if kind == "Result" else f"::<Option<{inner}>>"
        yield case.replace(SURE, f"what may fail is collected: `{form}`", (called.end_byte, called.end_byte, form))


def _fitting(suggestion: Suggestion, chosen: list[str]) -> list[str]:
    """Give the types to try; of one parameter among several those that stand alone."""
    text = "".join(edit.replacement for edit in suggestion.edits)
    return chosen if _OPEN.search(text) or ("placeholders `_`" in suggestion.message and "_" in text) else []


def _filled(case: Case, suggestion: Suggestion, told: str, rank: int) -> Offer:
    edits = []
    for edit in suggestion.edits:
        is_open = _OPEN.search(edit.replacement) is not None
        new = (_OPEN if is_open else _UNNAMED).sub(lambda _: told, edit.replacement)
        text = case.open(edit.path) or case.text
        edits.append(text.edit(edit.byte_start, edit.byte_end, new))
    return case.offer(rank, f"the type cannot be inferred: `{told}`", edits)


def _path(case: Case, chosen: list[str]) -> Iterator[Offer]:
    """Name the argument of a generic type in a path such as `Alias::new()`."""
    said = _DECLARED.search(case.spot.label)
    if said is None:
        return
    inside = [one for one in walk(case.node) if text_of(one) == said["name"] and one.child_count == 0]
    path = inside[0].parent if inside else None
    is_called = path is not None and path.type == "scoped_identifier" and path.parent is not None
    if not inside or not is_called:
        return
    at = inside[0].end_byte
    for told in chosen:
        yield case.replace(LIKELY, f"the type cannot be inferred: `{told}`", (at, at, f"::<{told}>"))


def _moved(case: Case) -> Iterator[Offer]:
    """Give a variable the annotation with which it is bound anew later: `let rows: T = rows;`."""
    function = function_around(case.node)
    for let in walk(function) if function is not None else ():
        if let.type != "let_declaration":
            continue
        of_type, value = let.child_by_field_name("type"), let.child_by_field_name("value")
        if of_type is None or value is None or value.type != "identifier":
            continue
        first = binding(value)
        pattern = first.child_by_field_name("pattern") if first is not None else None
        if first is None or pattern is None or first.type != "let_declaration":
            continue
        if first.child_by_field_name("type") is None and read_type(text_of(of_type)).head != "_":
            edit = (pattern.end_byte, pattern.end_byte, f": {text_of(of_type)}")
            yield case.replace(SURE, "it is bound with this type later", edit)
