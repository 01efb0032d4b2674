"""An iterator where a collection or a text is wanted: `.collect()`."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.adapted import is_adapter
from ferrule.repair.moves.traits.own import head, impls
from ferrule.repair.moves.types.convert_value import value_of
from ferrule.repair.moves.types.expressions import exact, filled
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import Type
from ferrule.syntax.items import text_of

ID: Final = "collect-into"
CODES: Final = frozenset({"E0308"})
_MADE: Final = frozenset({
    "String", "Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "BinaryHeap", "LinkedList", "PathBuf",
    "OsString",
})  # fmt: skip
_CONVERTED: Final = frozenset({"Vec", "VecDeque", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "BinaryHeap"})
"""Those that `convert-value` collects into as well, on the same line."""
_AROUND: Final = frozenset({"Option", "Result", "Box", "Rc", "Arc", "Cow"})
"""They are collected into where they hold something that is."""
_OTHERS: Final = frozenset({
    "Iter", "IntoIter", "Drain", "Windows", "Chunks", "ChunksExact", "Once", "Repeat", "FromFn", "Successors", "Empty",
    "RepeatN", "Fuse", "ArrayChunks", "Range", "RangeInclusive", "Union", "Intersection", "Difference",
    "SymmetricDifference", "SplitTerminator", "SplitInclusive", "Matches", "MatchIndices", "EscapeDefault",
    "ToLowercase", "ToUppercase", "DecodeUtf16", "IntoKeys", "IntoValues", "RSplit", "RSplitN", "SplitAsciiWhitespace",
    "ReadDir",
})  # fmt: skip
_TURBOFISH: Final = {"str": "String", "[]": "Vec<_>", "Path": "PathBuf", "OsStr": "OsString"}
"""What is collected where a reference to a part of it is wanted."""
_PAIRS: Final = frozenset({"HashMap", "BTreeMap"})
_CAMEL: Final = re.compile(r"^[A-Z]\w*$")


def propose(case: Case) -> Iterator[Offer]:
    """Collect where the iterator ends, or where the variable is made that holds it; what is lent is named."""
    pair = pair_of(case.error)
    node = exact(case.text, case.spot.byte_start, case.spot.byte_end) if pair is not None else None
    if pair is None or node is None:
        return
    expected, found = pair.expected, pair.found
    if expected.head == "&" and found.is_reference:
        yield from _lent(case, node, expected.args[0], found.args[0])
        return
    rank = _rank(case, expected)
    if not rank or not _is_iterator(case, found):
        return
    words = f"an iterator is collected into `{expected.head}`"
    made = _made(node)
    if made is not None:
        yield case.replace(rank, words, *_collected(case, made, ".collect()"))
    if node.type != "shorthand_field_initializer" and (_break(case, node) or expected.head not in _CONVERTED):
        yield case.replace(rank + 1, words, *_collected(case, node, ".collect()"))


def _lent(case: Case, node: Node, expected: Type, found: Type) -> Iterator[Offer]:
    """Collect what is lent, or what the variable is made of that is lent."""
    value = node.child_by_field_name("value") if node.type == "reference_expression" else None
    told = _TURBOFISH.get(expected.head, "")
    if expected.head in _MADE:
        told = expected.head + ("<_, _>" if expected.head in _PAIRS else "<_>" if expected.args else "")
    if told and value is not None and _is_iterator(case, found):
        words = f"an iterator is collected before it is lent as `{expected.text}`"
        yield case.replace(SURE, words, *_collected(case, _made(value) or value, f".collect::<{told}>()"))


def _made(node: Node) -> Node | None:
    """Give what a variable is made of that is no `mut` one: such an iterator may be advanced first."""
    name = node.named_children[0] if node.type == "shorthand_field_initializer" else node
    value = value_of(name)
    let = value.parent if value is not None else None
    is_changed = let is not None and any(one.type == "mutable_specifier" for one in let.children)
    return None if is_changed else value


def _rank(case: Case, expected: Type) -> int:
    """Give how sure it is that a type is collected into; 0 for one that never is."""
    inner = expected.args[0] if expected.head in _AROUND and expected.args else expected
    if inner.head in _MADE or (inner is not expected and inner.head in {"str", "[]", "()"}):
        return SURE
    if any(True for _ in impls(case, "FromIterator", expected.head)):
        return SURE
    is_known = inner is not expected or _is_iterator(case, expected)
    return LIKELY if _CAMEL.match(expected.head) and not is_known else 0


def _is_iterator(case: Case, found: Type) -> bool:
    """Say whether a type is an iterator: of the standard library, of this crate, or one without a name."""
    if found.text.startswith(("impl ", "Box<dyn ")) and "Iterator<" in found.text:
        return True
    if found.head in _OTHERS or is_adapter(found.head):
        return True
    return any(True for _ in impls(case, "Iterator", head(found.text)))


def _collected(case: Case, node: Node, call: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that put the call behind an expression, on a line of its own where the last one has one."""
    before, _, after = filled("{}" + _break(case, node) + call, node).replace(text_of(node), "{}", 1).partition("{}")
    if before:
        yield node.start_byte, node.start_byte, before
    yield node.end_byte, node.end_byte, after


def _break(case: Case, node: Node) -> str:
    """Give the blanks before the dot of a call that begins a line; empty for another expression."""
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    value = called.child_by_field_name("value") if called is not None else None
    if value is None or called is None:
        return ""
    blanks = case.text.at(value.end_byte, called.end_byte).partition(".")[0]
    return blanks if "\n" in blanks and not blanks.strip() else ""
