"""A function without a return type whose body gives a value."""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.traits import generics
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.declared import owner_around
from ferrule.repair.moves.types.expressions import around, walk
from ferrule.repair.moves.types.pairs import pair_of
from ferrule.repair.moves.types.typewords import Type, read_type, same, spoken
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import LITERALS

ID: Final = "add-return-type"
CODES: Final = frozenset({"E0308", "E0053", "E0277", "E0599"})
_MEANT: Final = BEFORE - 31
"""Before a `;` that the compiler proposes, although a new return type costs something."""
_ANSWERS: Final = frozenset({"Ok", "Err", "Some", "None"})
_VALUES: Final = LITERALS | {
    "identifier",
    "field_expression",
    "reference_expression",
    "struct_expression",
    "binary_expression",
    "tuple_expression",
    "array_expression",
    "scoped_identifier",
    "index_expression",
}
_STD: Final = {
    ("FromStr", "from_str"): "Result<Self, Self::Err>", ("Default", "default"): "Self", ("Clone", "clone"): "Self",
    ("Iterator", "next"): "Option<Self::Item>", ("DoubleEndedIterator", "next_back"): "Option<Self::Item>",
    ("PartialEq", "eq"): "bool", ("Ord", "cmp"): "Ordering", ("PartialOrd", "partial_cmp"): "Option<Ordering>",
    ("Deref", "deref"): "&Self::Target", ("DerefMut", "deref_mut"): "&mut Self::Target",
    ("TryFrom", "try_from"): "Result<Self, Self::Error>", ("IntoIterator", "into_iter"): "Self::IntoIter",
    ("Index", "index"): "&Self::Output", ("IndexMut", "index_mut"): "&mut Self::Output", ("From", "from"): "Self",
    ("Display", "fmt"): "fmt::Result", ("Debug", "fmt"): "fmt::Result",
    ("Iterator", "size_hint"): "(usize, Option<usize>)", ("ExactSizeIterator", "len"): "usize",
    **{(name, name.lower()): "Self::Output" for name in (
        "Add", "Sub", "Mul", "Div", "Rem", "Neg", "Not", "BitAnd", "BitOr", "BitXor", "Shl", "Shr",
    )},
}  # fmt: skip


def propose(case: Case) -> Iterator[Offer]:
    """Write what the trait says, else the type that all values of the body have in common."""
    function = _function(case)
    if function is None or function.child_by_field_name("return_type") is not None:
        return
    parameters = function.child_by_field_name("parameters")
    if parameters is None:
        return
    for rank, told in _types(case, function):
        edit = (parameters.end_byte, parameters.end_byte, f" -> {told}")
        yield case.replace(rank, f"the function gives a value: `-> {told}`", edit)


def _function(case: Case) -> Node | None:
    """Give the function that gives nothing and should; None where the error speaks of something else."""
    marks = [spot for spot in case.error.spots if "default return type" in spot.label]
    if not marks and any("return type" in one.message for one in case.error.suggestions):
        marks = [case.spot]
    if case.code == "E0053":
        marks = [case.spot] if "found `()`" in case.spot.label else []
    elif case.code in {"E0277", "E0599"}:
        marks = [case.spot] if "returns `()`" in case.spot.label else []
    here = next((spot for spot in marks if spot.path == case.spot.path), None)
    if here is None:
        return None
    node = case.text.node(here.byte_start, here.byte_start)
    return node if node.type == "function_item" else around(node, {"function_item"})


def _types(case: Case, function: Node) -> Iterator[tuple[int, str]]:
    impl = around(function, {"impl_item"})
    of_trait = impl.child_by_field_name("trait") if impl is not None else None
    name = text_of(function.child_by_field_name("name"))
    if of_trait is not None:
        told = _of_trait(case, text_of(of_trait), name)
        if told:
            yield BEFORE, told
        return
    told = _of_body(case, function)
    if told:
        is_meant = _is_value(function) or any(told in generics.parameters(item) for item in generics.around(function))
        yield _MEANT if is_meant else BEFORE, told
    yield from _of_callers(case, name)


def _is_value(function: Node) -> bool:
    """Say whether a body is there for its value: with a `;` behind that, it would do nothing."""
    body, parameters = (function.child_by_field_name(part) for part in ("body", "parameters"))
    inside = [one for one in body.named_children if "comment" not in one.type] if body is not None else []
    if not inside:
        return False
    tail = inside[-1]
    if tail.type == "match_expression" or (tail.type == "expression_statement" and tail.named_children):
        tail = tail if tail.type == "match_expression" else tail.named_children[0]
    if tail.type in {"match_expression", "if_expression"}:
        return not text_of(inside[-1]).endswith(";") and len(list(_answers(tail))) > 1
    is_changing = "&mut self" in text_of(parameters)
    return tail.type in _VALUES or (len(inside) == 1 and tail.type == "call_expression" and not is_changing)


def _answers(node: Node) -> Iterator[Node]:
    """Yield what the arms and branches give where that is an answer or a literal, which do nothing by themselves."""
    for one in walk(node):
        called = one.child_by_field_name("function")
        ends = one.parent is not None and one.parent.type in {"match_arm", "block"}
        if ends and (one.type in LITERALS or text_of(called if called is not None else one) in _ANSWERS):
            yield one


def _of_trait(case: Case, of_trait: str, name: str) -> str:
    """Give the return type of a method in its trait."""
    trait = read_type(of_trait).head
    for placed in placed_items(case):
        if placed.item.kind == "trait" and placed.item.name == trait:
            return next((one.returns for one in placed.item.members if one.name == name), "")
    return _STD.get((trait, name), "")


def _of_body(case: Case, function: Node) -> str:
    """Give the type of the values of a body in which the open parts of one are filled from the others."""
    found: Type | None = None
    for error in case.errors:
        pair = pair_of(error)
        here = pair is not None and function.start_byte <= pair.start < function.end_byte
        if pair is None or not here or pair.expected.head != "()" or error.path != case.error.path:
            continue
        if found is None or same(found, pair.found):
            found = pair.found if found is None else _joined(found, pair.found)
    owner = owner_around(function)
    if found is None:
        return ""
    return "Self" if owner and found.head == owner else spoken(found.text)


def _joined(one: Type, other: Type) -> Type:
    """Give a type whose open parts are taken from another one of the same form."""
    if one.head == "_" or (one.head.startswith("{") and not other.head.startswith("{")):
        return other
    if one.head != other.head or len(one.args) != len(other.args) or not one.args:
        return one
    text = one.text
    for mine, theirs in zip(one.args, other.args, strict=True):
        joined = _joined(mine, theirs)
        if joined is not mine and text.count(mine.text) == 1:
            text = text.replace(mine.text, joined.text)
        elif joined is theirs and mine.head == "_" and text.startswith("Result<_,"):
            text = text.replace("_", joined.text, 1)
    return read_type(text)


def _of_callers(case: Case, name: str) -> Iterator[tuple[int, str]]:
    """Yield the types that callers of the function expect of it."""
    seen: set[str] = set()
    for error in case.errors:
        pair = pair_of(error)
        if pair is None or pair.found.head != "()" or error.path != case.spot.path:
            continue
        here = case.text.at(pair.start, pair.end)
        told = spoken(pair.expected.text)
        if here.rstrip().endswith(")") and f"{name}(" in here and told not in seen | {""}:
            seen.add(told)
            yield LIKELY, told
