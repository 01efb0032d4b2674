"""How a parameter is written when it borrows what it took (P05)."""

import re
from enum import StrEnum
from typing import Final

from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import Item, Param

_ABSTRACT: Final = re.compile(r"impl\s+(?:Fn\w*|Iterator|IntoIterator|Into|From|for<)|fn\b|dyn\b")


class Form(StrEnum):
    """The ways to borrow."""

    SLIM = "slim"
    """`&str` for `String`, `&[T]` for `Vec<T>`, `&T` for `Box<T>`."""
    PLAIN = "plain"
    CHANGE = "change"
    """`&mut T`, for a function that gives nothing back."""

    @property
    def mark(self) -> str:
        """What its callers put before the value."""
        return "&mut " if self is Form.CHANGE else "&"


def receiver(one: Param, form: Form) -> str:
    """Give the receiver that borrows; empty for one that is no plain `self`."""
    if form is Form.CHANGE:
        return "&mut self" if one.type in {"self", "mut self"} else ""
    return "&self" if one.type == "self" else ""


def borrowed(one: Param, form: Form, *, changes: bool) -> str:
    """Give pattern and type of a parameter that borrows; empty where it cannot, or does so already.

    One that the function changes, as its `mut` tells, can only be lent for changing.
    """
    of_type = _type(one.type, form)
    if not one.pattern.isidentifier() or not of_type or (changes and form is not Form.CHANGE):
        return ""
    return f"{one.pattern}: {of_type}"


def parameters(item: Item) -> frozenset[str]:
    """Give the names of the type parameters of a function."""
    return frozenset(re.findall(r"[<,]\s*([A-Z]\w*)", item.generics))


def _type(written: str, form: Form) -> str:
    here = read_type(written)
    if here.is_reference or here.head.startswith("*") or _ABSTRACT.match(written):
        return ""
    if form is Form.CHANGE:
        return f"&mut {written}"
    if form is Form.SLIM and here.head == "String" and not here.args:
        return "&str"
    if form is Form.SLIM and here.head == "Vec" and len(here.args) == 1:
        return f"&[{here.args[0].text}]"
    if form is Form.SLIM and here.head == "Box" and len(here.args) == 1:
        return f"&{here.args[0].text}" if "+" not in here.args[0].text else ""
    return f"&{written}"
