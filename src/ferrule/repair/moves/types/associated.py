"""An associated type that does not agree with what is asked of it."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Spot
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE, SURE
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.conversions import BEFORE, ways
from ferrule.repair.moves.types.expressions import around, exact, filled
from ferrule.repair.moves.types.pairs import Pair, pair_of
from ferrule.repair.moves.types.typewords import Type, is_number, read_type, same, spoken, transplanted
from ferrule.syntax.items import text_of

ID: Final = "agree-on-associated-type"
CODES: Final = frozenset({"E0271"})
_RESOLVING: Final = re.compile(r"type mismatch resolving `<(?P<of>.+) as .+>::(?P<name>\w+) == (?P<wanted>.+)`$")
_YIELDS: Final = re.compile(
    r"expected `(?P<of>.+)` to be an iterator that yields `(?P<wanted>.+?)`, but it yields `(?P<is>.+)`$"
)

_UNTOLD: Final = re.compile(r"\?|unwrap|expect| as |^vec!|^Err|\.collect\(|\.len\(")
"""In conversions that fail, lose something, or tell something else about an item."""
_MOST: Final = 2
_BOXES: Final = frozenset({"Box::new", "Box::pin", "Rc::new", "Arc::new"})


def propose(case: Case) -> Iterator[Offer]:
    """Adapt the items of an iterator, or make one of the two types that are written the other one."""
    yield from _adapted(case)
    yield from _in_impls(case)
    yield from _in_bounds(case)


def _adapted(case: Case) -> Iterator[Offer]:
    pair = pair_of(case.error)
    made = next(
        (spot for spot in case.spots("return type was inferred to be") if spot.path == case.spot.path), case.spot
    )
    node = exact(case.text, made.byte_start, made.byte_end)
    node = _value_of(node) if node is not None and node.type == "abstract_type" else node
    if pair is None or node is None or not node.type.endswith(("_expression", "identifier")):
        return
    called = text_of(node.child_by_field_name("function"))
    inside = node.child_by_field_name("arguments")
    if called in _BOXES and inside is not None and len(inside.named_children) == 1:
        node = inside.named_children[0]
    if pair.found.is_reference and same(pair.expected, pair.found.args[0]):
        plain = is_number(pair.expected) or pair.expected.head in {"bool", "char"}
        for rank, name in ((SURE, "copied" if plain else "cloned"), (LIKELY, "cloned" if plain else "copied")):
            words = f"items are `{pair.found.text}`: `.{name}()`"
            yield case.replace(rank, words, (node.start_byte, node.end_byte, filled(f"{{}}.{name}()", node)))
    elif pair.expected.is_reference and same(pair.expected.args[0], pair.found):
        new = filled("&{}", node)
        yield case.replace(LIKELY, "the items are to be borrowed", (node.start_byte, node.end_byte, new))
    elif _YIELDS.search(case.error.message) or " as Iterator>::Item == " in case.error.message:
        yield from _converted(case, node, pair)


def _value_of(promised: Node) -> Node | None:
    """Give the value of the body of a function whose return type this is; None where it has none."""
    function = around(promised, {"function_item"})
    body = function.child_by_field_name("body") if function is not None else None
    return body.named_children[-1] if body is not None and body.named_children else None


def _converted(case: Case, node: Node, pair: Pair) -> Iterator[Offer]:
    """Convert each item: a changed type would be one that all who use the iterator see."""
    for call in list(dict.fromkeys(_calls(pair.expected, pair.found)))[:_MOST]:
        words = f"items are `{pair.found.text}`: `{call}` converts them"
        yield case.replace(LIKELY, words, (node.start_byte, node.end_byte, filled(f"{{}}{call}", node)))


def _calls(expected: Type, found: Type) -> Iterator[str]:
    """Yield the calls of `map` that lead from one item to the other, without a loss and without a panic."""
    if expected.head == "String" and found.text == "&str":
        yield ".map(String::from)"
    for way in ways(expected, found):
        if _UNTOLD.search(way.template) or way.template.count("{}") != 1:
            continue
        made = re.fullmatch(r"([\w:]+)\(\{\}\)", way.template)
        yield f".map({made[1]})" if made else f".map(|item| {way.template.replace('{}', 'item')})"


def _in_impls(case: Case) -> Iterator[Offer]:
    """Write the wanted type where the compiler points at an associated type, or the actual one where it is wanted."""
    said = _RESOLVING.search(case.error.message) or _YIELDS.search(case.error.message)
    if said is None:
        return
    wanted = spoken(said["wanted"])
    remarked = [spot for spot in case.spots("expected this to be") if spot.note]
    for spot in remarked:
        actual = _type_at(case, spot)
        text = case.open(spot.path)
        if actual and wanted and "::" not in wanted and text is not None and not _is_parameter(text, spot):
            told = transplanted(actual, read_type(actual), read_type(said["wanted"])) or wanted
            if told != actual:
                words = f"`{said['of']}` has `{actual}` here and `{wanted}` is asked for"
                edit = text.edit(spot.byte_start, spot.byte_end, told)
                yield case.offer(LIKELY, words, (edit,))
        yield from _siblings(case, said["wanted"], actual)
    if "is" in said.groupdict():
        yield from _siblings(case, said["wanted"], said.groupdict()["is"])


def _siblings(case: Case, wanted: str, actual: str) -> Iterator[Offer]:
    """Write the actual type in the impl of the error, where an associated type is the wanted one."""
    impl = around(case.node, {"impl_item"}) or case.node
    body = impl.child_by_field_name("body")
    told = spoken(actual)
    for item in body.named_children if body is not None else ():
        of_type = item.child_by_field_name("type")
        if item.type not in {"type_item", "associated_type"} or of_type is None or not told:
            continue
        if same(read_type(text_of(of_type)), read_type(wanted)):
            words = f"`{text_of(item.child_by_field_name('name'))}` is `{told}` in truth"
            yield case.replace(BEFORE, words, (of_type.start_byte, of_type.end_byte, told))


def _in_bounds(case: Case) -> Iterator[Offer]:
    """Change the bound `Trait<Name = X>` that asks for another type than there is."""
    pair = pair_of(case.error)
    for spot in case.spots("required by"):
        text = case.open(spot.path) if spot.note else None
        here = text.at(spot.byte_start, spot.byte_end) if text is not None else ""
        name, equals, asked = here.partition("=")
        if text is None or not equals or not name.strip().isidentifier():
            continue
        actual = next((_type_at(case, one) for one in case.spots("expected this to be") if one.note), "")
        actual = actual or (spoken(pair.found.text) if pair is not None else "")
        if actual and actual != asked.strip():
            edit = text.edit(spot.byte_start, spot.byte_end, f"{name.rstrip()} = {actual}")
            yield case.offer(POSSIBLE, f"the bound asks for `{asked.strip()}`: `{actual}`", (edit,))


def _is_parameter(text: Text, spot: Spot) -> bool:
    """Say whether the type is a parameter of the impl, which stands for many types."""
    impl = around(text.node(spot.byte_start, spot.byte_end), {"impl_item"})
    generics = text_of(impl.child_by_field_name("type_parameters")) if impl is not None else ""
    return re.search(rf"\b{re.escape(text.at(spot.byte_start, spot.byte_end))}\b", generics) is not None


def _type_at(case: Case, spot: Spot) -> str:
    text = case.open(spot.path)
    return text.at(spot.byte_start, spot.byte_end) if text is not None else ""
