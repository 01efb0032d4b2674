"""Small forms that cannot stand where they stand, each with the one that can (P05)."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "other-form"
CODES: Final = frozenset({
    "E0404", "E0496", "E0570", "E0572", "E0577", "E0591", "E0615", "E0658", "E0697", "E0801",
})  # fmt: skip
_LETTERS: Final = "bcdefghijklm"


def propose(case: Case) -> Iterator[Offer]:
    """Take the form that the message names, or that can only be meant."""
    yield from _BY_CODE.get(case.code, _word)(case)


def _word(case: Case) -> Iterator[Offer]:
    """Yield another word in the place of one, or none."""
    start, end = case.spot.byte_start, case.spot.byte_end
    found, source = case.found, case.text.source
    if case.code == "E0570" and 'use `extern "system"`' in case.words:
        yield case.replace(LIKELY, "`system` is it on every target", (start, end, '"system"'))
    elif case.code == "E0572" and found.startswith("return "):
        yield case.replace(LIKELY, "a constant is its value", (start, start + 7, ""))
    elif "attributes on expressions" in case.error.message and re.match(r"#\[(?!cfg)", found):
        gap = re.match(rb"\s*", source[end:])
        message = "an expression has no attributes"
        yield case.replace(LIKELY, message, (start, end + (gap.end() if gap else 0), ""))
    elif case.code in {"E0697", "E0658"} and re.match(rb"static\s+(?:move\s*)?\|", source[start : start + 40]):
        yield case.replace(LIKELY, "a closure is not `static`", (start, start + 7, ""))


def _visible(case: Case) -> Iterator[Offer]:
    """Yield the module of the thing that is named: only a module can be the limit of a visibility."""
    path, _, last = case.found.rpartition("::")
    if last and path and last[:1].isupper():
        words = "pub(crate)" if path == "crate" else f"pub(in {path})"
        node = enclosing(case.node, "visibility_modifier")
        if node is not None:
            yield case.replace(LIKELY, f"`{last}` is no module", (node.start_byte, node.end_byte, words))


def _pointer(case: Case) -> Iterator[Offer]:
    """Yield the pointer to the function: the function itself is a type without a size."""
    kind = re.search(r"source type: ((?:for<[^>]*> )?(?:unsafe )?(?:extern \"\w+\" )?fn\([^\n]*?) \{", case.words)
    call = enclosing(case.node, "call_expression")
    arguments = call.child_by_field_name("arguments") if call is not None else None
    if kind is not None and arguments is not None and arguments.named_child_count == 1:
        at = arguments.named_children[0].end_byte
        yield case.replace(LIKELY, "the pointer to the function has a size", (at, at, f" as {kind[1]}"))


def _called(case: Case) -> Iterator[Offer]:
    if "cannot be assigned to" not in case.words:
        return
    node = enclosing(case.node, "assignment_expression")
    left, right = (node.child_by_field_name(side) for side in ("left", "right")) if node is not None else (None, None)
    if node is not None and left is not None and right is not None and left.end_byte == case.spot.byte_end:
        parts = ((left.end_byte, right.start_byte, "("), (right.end_byte, right.end_byte, ")"))
        yield case.replace(LIKELY, "a method that sets a value is called", *parts)


def _plain_self(case: Case) -> Iterator[Offer]:
    """Yield a plain `self` for one whose type is a parameter that nothing else speaks of."""
    owner = enclosing(case.node, "function_item", "function_signature_item")
    generics = owner.child_by_field_name("type_parameters") if owner is not None else None
    parameter = enclosing(case.node, "parameter", "self_parameter")
    if owner is None or generics is None or parameter is None or generics.named_child_count != 1:
        return
    if len(re.findall(rf"\b{re.escape(case.found)}\b", text_of(owner))) == 2:
        parts = ((generics.start_byte, generics.end_byte, ""), (parameter.start_byte, parameter.end_byte, "self"))
        yield case.replace(POSSIBLE, "`self` has a type of its own", *parts)


def _renamed(case: Case) -> Iterator[Offer]:
    """Yield another name for a lifetime that hides the one around it: which of them is meant stays as it is."""
    owner = enclosing(case.node, "function_item", "function_signature_item", "impl_item", "trait_item")
    if owner is None or not re.fullmatch(r"'\w+", case.found):
        return
    inside = text_of(owner)
    fresh = next(
        (f"'{one}" for one in _LETTERS if not re.search(rf"'{one}\b", case.text.source.decode("utf-8", "replace"))),
        None,
    )
    if fresh is not None and inside.isascii():
        uses = re.finditer(rf"{case.found}\b(?!')", inside)
        parts = ((owner.start_byte + use.start(), owner.start_byte + use.end(), fresh) for use in uses)
        yield case.replace(LIKELY, f"`{case.found}` is taken around here", *parts)


def _concrete(case: Case) -> Iterator[Offer]:
    """Yield the type itself for a parameter that it is the only bound of."""
    parameter = enclosing(case.node, "type_parameter", "constrained_type_parameter")
    owner = enclosing(parameter, "function_item")
    generics = parameter.parent if parameter is not None else None
    bound = re.fullmatch(r"(\w+)\s*:\s*([\w:<>]+)", text_of(parameter)) if parameter is not None else None
    if owner is None or generics is None or bound is None or bound[2] != case.found or not text_of(owner).isascii():
        return
    alone = generics.named_child_count == 1
    words = text_of(owner)
    uses = [owner.start_byte + use.start() for use in re.finditer(rf"\b{bound[1]}\b", words)]
    outside = [at for at in uses if not generics.start_byte <= at < generics.end_byte]
    if alone and outside:
        parts = [(generics.start_byte, generics.end_byte, "")]
        parts += [(at, at + len(bound[1]), bound[2]) for at in outside]
        yield case.replace(POSSIBLE, f"`{bound[2]}` is a type, not a trait", *parts)


_BY_CODE: Final[dict[str, Callable[[Case], Iterator[Offer]]]] = {
    "E0404": _concrete,
    "E0496": _renamed,
    "E0577": _visible,
    "E0591": _pointer,
    "E0615": _called,
    "E0801": _plain_self,
}
