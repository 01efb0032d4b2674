"""What the program denies itself: parts that nothing reaches, values that nothing reads or takes up (P05, P13)."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing, is_statement

ID: Final = "drop-dead-part"
CODES: Final = frozenset({
    "trivial_numeric_casts", "unreachable_code", "unreachable_patterns", "unused_assignments", "unused_doc_comments",
    "unused_labels", "unused_must_use", "unused_unsafe",
})  # fmt: skip
_PLAIN: Final = re.compile(r"-?[\w.]+|\"[^\"]*\"|(?:String|Vec|[A-Z]\w*)::(?:new|default)\(\)|(?:None|true|false)")
"""Values that are made without doing anything else."""


def propose(case: Case) -> Iterator[Offer]:
    """Leave the dead part out; take up a value that is thrown away, where the function can hand it on."""
    yield from _BY_LINT.get(case.code, _words)(case)


def _words(case: Case) -> Iterator[Offer]:
    """Yield the text without a word that does nothing."""
    start, end = case.spot.byte_start, case.spot.byte_end
    if case.code == "unused_labels":
        label = re.match(rb"'\w+\s*:\s*", case.text.source[start:])
        if label is not None:
            yield case.replace(LIKELY, "nothing speaks of this label", (start, start + label.end(), ""))
    elif case.code == "unused_doc_comments" and case.found.startswith("///"):
        yield case.replace(LIKELY, "nobody reads this as documentation", (start, start + 3, "//"))
    elif case.code == "unused_unsafe" and case.found == "unsafe":
        gap = re.match(rb"\s*", case.text.source[end:])
        yield case.replace(LIKELY, "nothing in it is unsafe", (start, end + (gap.end() if gap else 0), ""))
    elif case.code == "trivial_numeric_casts":
        cast = enclosing(case.node, "type_cast_expression")
        value = cast.child_by_field_name("value") if cast is not None else None
        if cast is not None and value is not None:
            yield case.replace(LIKELY, "it has this type already", (value.end_byte, cast.end_byte, ""))


def _pattern(case: Case) -> Iterator[Offer]:
    arm, found = enclosing(case.node, "match_arm"), case.found
    pattern = arm.child_by_field_name("pattern") if arm is not None else None
    if arm is None or pattern is None:
        return
    if text_of(pattern).split(" if ")[0].strip() == found:
        start = case.text.source.rfind(b"\n", 0, arm.start_byte) + 1
        alone = not case.text.source[start : arm.start_byte].strip()
        begin = max(start - 1, 0) if alone else arm.start_byte
        end = arm.end_byte + (case.text.source[arm.end_byte : arm.end_byte + 1] == b",")
        yield case.replace(LIKELY, "no value reaches this arm", (begin, end, ""))
        return
    before = re.search(rb"\s*\|\s*$", case.text.source[pattern.start_byte : case.spot.byte_start])
    if before is not None:
        part = (pattern.start_byte + before.start(), case.spot.byte_end, "")
        yield case.replace(LIKELY, "no value reaches this alternative", part)


def _statement(node: Node | None) -> Node | None:
    while node is not None and not is_statement(node):
        node = node.parent
    return node


def _rest(case: Case) -> Iterator[Offer]:
    """Yield the block without what stands behind the expression that never ends."""
    node = _statement(case.node)
    block = node.parent if node is not None else None
    if node is None or block is None or node.start_byte != case.spot.byte_start:
        return
    start = len(case.text.source[: node.start_byte].rstrip())
    end = len(case.text.source[: block.end_byte - 1].rstrip())
    if start < end and any(spot.byte_end <= node.start_byte for spot in case.spots("any code following")):
        yield case.replace(LIKELY, "nothing gets here", (start, end, ""))


def _assigned(case: Case) -> Iterator[Offer]:
    let, node = enclosing(case.node, "let_declaration"), enclosing(case.node, "assignment_expression")
    if node is not None and (let is None or node.start_byte > let.start_byte):
        return  # whether a value that nothing reads was meant to be read is open
    value = let.child_by_field_name("value") if let is not None else None
    name = let.child_by_field_name("pattern") if let is not None else None
    if let is None or value is None or name is None or not _PLAIN.fullmatch(text_of(value)):
        return
    kind = let.child_by_field_name("type")
    head = kind or name
    cut = (head.end_byte, value.end_byte, "")
    word = re.search(rb"\bmut\s+", case.text.source[let.start_byte : name.end_byte])
    if word is not None:
        part = (let.start_byte + word.start(), let.start_byte + word.end(), "")
        yield case.replace(LIKELY, "nothing reads the first value, the second one is the only one", part, cut)
    yield case.replace(POSSIBLE, "nothing reads the first value", cut)


def _taken_up(case: Case) -> Iterator[Offer]:
    """Yield `.await` for a future, `?` for a result, where the function around is of the kind that can."""
    owner = enclosing(case.node, "function_item", "closure_expression", "async_block")
    if owner is None or owner.type == "closure_expression":
        return
    head = text_of(owner).partition("{")[0]
    end = case.spot.byte_end
    if "implementer of `Future`" in case.error.message and re.search(r"\basync\b", head):
        yield case.replace(LIKELY, "a future does nothing until it is awaited", (end, end, ".await"))
    elif "unused `Result`" in case.error.message and re.search(r"->.*\bResult\b", head):
        yield case.replace(LIKELY, "the function hands the error on", (end, end, "?"))


_BY_LINT: Final[dict[str, Callable[[Case], Iterator[Offer]]]] = {
    "unreachable_code": _rest,
    "unreachable_patterns": _pattern,
    "unused_assignments": _assigned,
    "unused_must_use": _taken_up,
}
