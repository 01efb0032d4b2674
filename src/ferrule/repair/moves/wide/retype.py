"""A written type near the error becomes one that its uses ask for: another reference, an option, what was found."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import ANY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.declared import Written, declared
from ferrule.repair.moves.types.expressions import ancestors, function_around, walk
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import read_type, spoken
from ferrule.repair.moves.wide.nearby import APART, FIRST, expressions, is_about_values, marked

ID: Final = "wide-retype"
CODES: Final = frozenset({ANY})
_MOST: Final = 48
_TYPES: Final = frozenset({
    "reference_type", "generic_type", "type_identifier", "scoped_type_identifier", "primitive_type", "tuple_type",
    "array_type", "dynamic_type", "abstract_type", "function_type", "pointer_type", "unit_type", "never_type",
    "bounded_type",
})  # fmt: skip
_HOLDERS: Final = frozenset({
    "parameter", "let_declaration", "field_declaration", "const_item", "static_item", "function_item",
    "function_signature_item", "type_item", "associated_type", "type_cast_expression",
})  # fmt: skip
_BORROW: Final = re.compile(r"^&\s*('\w+\s+)?(mut\s+)?")
_OWNED: Final = {"str": "String", "Path": "PathBuf", "OsStr": "OsString"}
_WITHOUT: Final = re.compile(r"the trait `[^`]+` is not implemented for `(?P<type>[^`]+)`")
_WITH: Final = re.compile(r"(?:help|note): the trait `[^`]+` is implemented for `(?P<type>[^`]+)`")
_INSIDE: Final = re.compile(r"^(?:Option|Box|Rc|Arc)<(.+)>$", re.DOTALL)


def propose(case: Case) -> Iterator[Offer]:
    """Write the types of the declarations near the error in the forms that its words speak of."""
    if not is_about_values(case):
        return
    offers: list[Offer] = []
    for written, apart in _places(case):
        old = written.type
        for doubt, new in _forms(case, written):
            edit = written.text.edit(written.start, written.end, new)
            rank = FIRST + 1 + APART * apart + doubt
            offers.append(case.offer(rank, f"{written.what} is `{old}`: `{new}`", (edit,)))
    yield from sorted(offers, key=lambda one: one.rank)[:_MOST]


def _places(case: Case) -> Iterator[tuple[Written, int]]:
    """Yield the written types: those that are pointed at, those of the names near the error, the return type."""
    seen: set[tuple[str, int]] = set()
    for written, apart in sorted(_found(case), key=lambda one: one[1]):
        key = (written.text.path, written.start)
        if key not in seen and written.type not in {"Self", "!"}:
            seen.add(key)
            yield written, apart


def _found(case: Case) -> Iterator[tuple[Written, int]]:
    for near in marked(case):
        for of_type in (*_types_at(near.node), *_arguments(near.node)):
            yield _as_written(near.text, of_type), near.apart
    for near in expressions(case):
        for written in declared(case, near.text, near.node):
            yield written, near.apart + 1
    function = function_around(case.node)
    returned = function.child_by_field_name("return_type") if function is not None else None
    if returned is not None:
        yield _as_written(case.text, returned), 2


def _types_at(node: Node) -> Iterator[Node]:
    """Yield the types at a place: what is pointed at, or the type of the declaration it stands in."""
    if node.type in _TYPES:
        yield node
        for above in ancestors(node):
            if above.type not in _TYPES and above.type != "type_arguments":
                break
            if above.type in _TYPES:
                yield above
    for one in (node, *ancestors(node)):
        if one.type in _HOLDERS:
            of_type = one.child_by_field_name("return_type" if one.type.startswith("function") else "type")
            if of_type is not None:
                yield of_type
            return
        if one.type == "block":
            return


def _arguments(node: Node) -> Iterator[Node]:
    """Yield the types that an expression is told by name, and those in a type, such as in `f::<A<B>>()`."""
    if node.type in _TYPES | {"generic_function", "call_expression", "scoped_identifier"}:
        yield from (one for one in walk(node) if one.type in _TYPES and one.type != "type_arguments")


def _as_written(text: Text, node: Node) -> Written:
    return Written(text, node.start_byte, node.end_byte, "the type here")


def _is_handed(written: Written) -> bool:
    """Say whether a type is that of a parameter or a variable: what a type owns is not lent for one error's sake."""
    node = written.text.node(written.start, written.end)
    holder = next((one for one in ancestors(node) if one.type in _HOLDERS), None)
    return holder is not None and holder.type in {"parameter", "let_declaration"}


def _forms(case: Case, written: Written) -> Iterator[tuple[int, str]]:
    """Yield other forms of a type with how doubtful each is; the likeliest are those that the error names."""
    old = written.type
    seen = {old, "", "()", "_"}
    lent = _lent_forms(case.words, old) if _is_handed(written) or old.startswith("&") else ()
    for doubt, new in (*_all_forms(case, old), *lent):
        if new not in seen:
            seen.add(new)
            yield doubt, new


def _all_forms(case: Case, old: str) -> Iterator[tuple[int, str]]:
    pair, words = pair_of(case.error), case.words
    for one in (pair.expected, pair.found) if pair is not None else ():
        if one.head != "!" and not re.search(r"\b[A-Z]\b", one.text):
            yield 2, spoken(one.text)
    without, holders = _WITHOUT.search(words), _WITH.findall(words)
    if without and len(holders) == 1 and read_type(without["type"]).text == old:
        yield 1, spoken(holders[0])
    inside = _INSIDE.match(old)
    if inside:
        yield 7, inside[1]
    if "Option" in words:
        yield 5, f"Option<{old}>"
    if re.search(r"\bsize|\bBox\b|recurs|impl ", words) and not read_type(old).is_reference:
        is_hidden = re.search(rb"\b(?:struct|enum|type) Box\b", case.text.source)
        boxed = "std::boxed::Box" if is_hidden else "Box"  # a type of the crate has the name
        yield 5, f"{boxed}<{re.sub(r'^impl ', 'dyn ', old)}>"
    if old.startswith("dyn "):
        yield 6, f"impl {old[4:]}"


def _lent_forms(words: str, old: str) -> Iterator[tuple[int, str]]:
    """Yield a type lent, lent to change, or owned."""
    borrow = _BORROW.match(old)
    if borrow:
        life, inner = borrow[1] or "", old[borrow.end() :]
        yield (1 if "mut" in words else 8), f"&{life}{inner}" if borrow[2] else f"&{life}mut {inner}"
        yield 6, _OWNED.get(inner, inner if not inner.startswith(("[", "dyn ")) else "")
    elif not old.startswith(("impl ", "dyn ")):
        yield 6, f"&{old}"
        yield (5 if "mut" in words else 9), f"&mut {old}"
