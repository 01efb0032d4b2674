"""A method of fractions on a whole number, or on a literal of no certain width: the receiver gets its type."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import POSSIBLE, SURE
from ferrule.repair.moves.types.expressions import around, function_around, return_type
from ferrule.repair.moves.types.typewords import FLOATS, INTEGERS, read_type
from ferrule.syntax.items import text_of

ID: Final = "fraction-method"
CODES: Final = frozenset({"E0599", "E0689"})
_METHODS: Final = frozenset({
    "sqrt", "cbrt", "powi", "powf", "exp", "exp2", "ln", "log2", "log10", "log", "sin", "cos", "tan", "asin", "acos",
    "atan", "atan2", "sinh", "cosh", "tanh", "hypot", "floor", "ceil", "round", "trunc", "fract", "recip",
    "to_radians", "to_degrees", "mul_add", "is_nan", "is_finite",
})  # fmt: skip
_LACKS: Final = re.compile(
    r"^no method named `(?P<name>\w+)` found for (?:type|reference) `(?P<refs>(?:&(?:mut )?)*)[iu](?:\d+|size)`"
)
_WIDTH: Final = re.compile(r"\bf32\b|(?<=_)f32\b")


def propose(case: Case) -> Iterator[Offer]:
    """Cast the receiver to the type of the answer; a literal is as wide as fractions are where nothing else is said."""
    if case.code == "E0689":
        yield from _wide(case)
        return
    lacks = _LACKS.match(case.error.message)
    method = case.node.parent if case.node.type == "field_identifier" else None
    value = method.child_by_field_name("value") if method is not None else None
    if lacks is None or lacks["name"] not in _METHODS or value is None or "/" in text_of(value):
        return  # a division of whole numbers has lost its fraction already
    wanted = _wanted(case)
    target = wanted if wanted in FLOATS else "f64"
    words = f"`{lacks['name']}` is a method of fractions: `{target}`"
    new = f"({'*' * lacks['refs'].count('&')}{text_of(value)} as {target})"
    rank = POSSIBLE if wanted in INTEGERS else SURE
    yield case.replace(rank, words, (value.start_byte, value.end_byte, new))


def _wanted(case: Case) -> str:
    """Give the type that is written around the call: of the variable that it makes, else of the function's answer."""
    let = around(case.node, {"let_declaration", "block"})
    if let is not None and let.type == "let_declaration":
        return text_of(let.child_by_field_name("type"))
    return read_type(return_type(function_around(case.node))).head


def _wide(case: Case) -> Iterator[Offer]:
    """Take the compiler's words with `f64`, unless the function has to do with the narrow ones."""
    function = function_around(case.node)
    if _WIDTH.search(text_of(function) if function is not None else case.found):
        return
    for suggestion in case.error.suggestions:
        edits = [
            (edit.byte_start, edit.byte_end, _WIDTH.sub("f64", edit.replacement))
            for edit in suggestion.edits
            if edit.path == case.spot.path and _WIDTH.search(edit.replacement)
        ]
        if edits and len(edits) == len(suggestion.edits):
            yield case.replace(SURE, "a fraction is an `f64` where nothing else is said", *edits)
