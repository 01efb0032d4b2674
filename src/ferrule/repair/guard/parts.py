"""The part a token plays: what may be lost without losing meaning, and what may not."""

from enum import Enum
from typing import Final

_OPERATING: Final = frozenset({
    "assignment_expression", "binary_expression", "compound_assignment_expr", "range_expression", "range_pattern",
    "try_expression", "unary_expression",
})  # fmt: skip
_CONTROL: Final = frozenset({
    "if", "else", "while", "for", "match", "loop", "return", "break", "continue", "await", "yield",
})  # fmt: skip
_NAMES: Final = frozenset({"identifier", "field_identifier", "shorthand_field_identifier", "metavariable", "self"})
_TYPED: Final = frozenset({
    "abstract_type", "attribute_item", "inner_attribute_item", "bounded_type", "bracketed_type",
    "const_parameter", "dynamic_type", "for_lifetimes", "function_type", "generic_type", "higher_ranked_trait_bound",
    "lifetime", "lifetime_parameter", "pointer_type", "reference_type", "removed_trait_bound", "scoped_type_identifier",
    "trait_bounds", "tuple_type", "type_arguments", "type_binding", "type_parameter", "type_parameters",
    "visibility_modifier", "where_predicate",
})  # fmt: skip
"""Nodes whose tokens speak of types: the compiler checks those, so losing one is no loss of behaviour."""
_IMPORTING: Final = frozenset({"extern_crate_declaration", "use_declaration"})
_OPERATORS: Final = frozenset({
    "+", "-", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "^", "<<",
    ">>", "..", "..=", "?", "!",
})  # fmt: skip
ADAPTERS: Final = frozenset({
    "Arc", "Box", "Err", "None", "Ok", "Rc", "Some", "String", "as_deref", "as_mut", "as_ref", "as_slice",
    "as_str", "borrow", "borrow_mut", "clone", "cloned", "copied", "deref", "from", "into", "into_iter", "iter",
    "iter_mut", "to_owned", "to_string", "to_vec", "try_into",
})  # fmt: skip
"""Names that change how a value is held and not what it is."""


class Part(Enum):
    """What a token does."""

    LIGHT = "light"
    """Punctuation, types, lifetimes, borrows, wrappers."""
    CALL = "call"
    NAME = "name"
    LITERAL = "literal"
    OPERATOR = "operator"
    CONTROL = "control"


def part(text: str, kind: str, within: str, beside: tuple[str, str]) -> Part:
    """Tell the part of a token from its kind, the node around it and the tokens on both sides."""
    if kind.endswith("_literal"):
        return Part.LIGHT if within in _TYPED else Part.LITERAL
    if within in _TYPED or within in _IMPORTING:
        return Part.LIGHT
    if text in _CONTROL:
        return Part.CONTROL
    if kind in _NAMES:
        return _named(text, within, beside[1])
    if kind == "type_identifier" and within.endswith("_item"):
        return Part.NAME if within not in {"impl_item", "function_item", "const_item", "static_item"} else Part.LIGHT
    return _other(text, within, beside)


def _named(text: str, within: str, follows: str) -> Part:
    if text in ADAPTERS:
        return Part.LIGHT
    calls = (follows == "(" or within == "generic_function") and within != "function_item" and not text[:1].isupper()
    return Part.CALL if calls or (follows == "!" and within == "macro_invocation") else Part.NAME


def _other(text: str, within: str, beside: tuple[str, str]) -> Part:
    if within in _OPERATING:
        borrows = within == "unary_expression" and text == "*"
        return Part.LIGHT if borrows or text in "=()" else Part.OPERATOR
    if within == "token_tree" and text in _OPERATORS and not (text == "!" and beside[1] in {"(", "[", "{"}):
        return Part.OPERATOR
    return Part.LIGHT
