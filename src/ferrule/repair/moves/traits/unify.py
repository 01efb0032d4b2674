"""What an associated type must be, from a method that is declared with it and defined without."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of

STANDARD: Final[dict[tuple[str, str], tuple[str, str]]] = {
    ("Iterator", "Item"): ("next", "Option<Self::Item>"),
    ("IntoIterator", "IntoIter"): ("into_iter", "Self::IntoIter"),
    ("Deref", "Target"): ("deref", "&Self::Target"),
    ("Index", "Output"): ("index", "&Self::Output"),
    ("FromStr", "Err"): ("from_str", "Result<Self, Self::Err>"),
    ("TryFrom", "Error"): ("try_from", "Result<Self, Self::Error>"),
    ("TryInto", "Error"): ("try_into", "Result<T, Self::Error>"),
    ("Future", "Output"): ("poll", "Poll<Self::Output>"),
    ("ToOwned", "Owned"): ("to_owned", "Self::Owned"),
}
"""For traits of the standard library: a method that gives the type, and what is declared as its return type."""
_OPERATORS: Final = "Add Sub Mul Div Rem BitAnd BitOr BitXor Shl Shr Neg Not"


def declared_for(trait: str, name: str) -> tuple[str, str] | None:
    """Give the method of a standard trait that tells an associated type, and its declared return type."""
    if trait in _OPERATORS.split() and name == "Output":
        return trait.lower(), "Self::Output"
    return STANDARD.get((trait, name))


def solved(declared: str, written: str, name: str) -> str:
    """Give what stands in `written` where `declared` says `Self::name`; empty where the two do not fit.

    `declared` is `Option<Self::Item>` and `written` `Option<(u8, u8)>`, say: then it is `(u8, u8)`.
    """
    place = re.search(rf"Self\s*::\s*{re.escape(name)}\b", declared)
    if place is None:
        return ""
    before, after = (_loose(part) for part in (declared[: place.start()], declared[place.end() :]))
    found = re.fullmatch(rf"\s*{before}(?P<type>.+?){after}\s*", written, re.DOTALL)
    return found["type"].strip() if found and found["type"].strip() != f"Self::{name}" else ""


def from_members(theirs: list[Node], mine: list[Node], name: str) -> str:
    """Give an associated type from the first pair of functions, declared and defined, that tells it; else empty."""
    for declared in theirs:
        title = text_of(declared.child_by_field_name("name"))
        defined = next((one for one in mine if text_of(one.child_by_field_name("name")) == title), None)
        if defined is None or declared.type not in {"function_item", "function_signature_item"}:
            continue
        pairs = [(declared.child_by_field_name("return_type"), defined.child_by_field_name("return_type"))]
        pairs += zip(_types(declared), _types(defined), strict=False)
        for old, new in pairs:
            if found := solved(text_of(old), text_of(new), name):
                return found
    return ""


def _types(function: Node) -> list[Node | None]:
    listed = function.child_by_field_name("parameters")
    return [one.child_by_field_name("type") for one in listed.named_children] if listed is not None else []


def _loose(words: str) -> str:
    """Give a pattern for text whose blanks, paths and lifetimes may be written in another way."""
    parts = re.findall(r"'?\w+|\S", words)
    pieces = [r"(?:\w+::)*" + re.escape(one) if one[0].isupper() else re.escape(one) for one in parts]
    return r"\s*".join(pieces).replace(r"\&", "&").replace("&", r"&\s*(?:'\w+\s+)?") + (r"\s*" if parts else "")
