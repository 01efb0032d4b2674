"""A method that only a view of the value has: text behind its characters, bytes behind text, a slice."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.own import head, impls
from ferrule.repair.moves.traits.receiver import on_its_line, receiver_end
from ferrule.repair.moves.types.conversions import BEFORE
from ferrule.repair.moves.types.expressions import binding

ID: Final = "look-through-view"
CODES: Final = frozenset({"E0599", "E0658"})
_LACKS: Final = re.compile(
    r"^(?:no method named|the method) `(?:r#)?(?P<name>\w+)` (?:found|exists) for [a-z ]*`(?P<type>[^`]+)`"
)
_UNSTABLE: Final = "unstable library feature `exact_size_is_empty`"
"""Iterators will have `is_empty` one day; a slice has it."""
_ITERATORS: Final = {
    "Chars": ("as_str",), "CharIndices": ("as_str",), "Iter": ("as_slice",), "IterMut": ("as_slice",),
    "IntoIter": ("as_slice",), "Drain": ("as_slice", "as_str"), "Components": ("as_path",),
}  # fmt: skip
"""They show what they have not yet given; one that is made on the spot would be counted or collected instead."""
_OTHERS: Final = {
    "str": ("as_bytes",), "String": ("as_bytes",), "CStr": ("to_bytes",), "CString": ("as_bytes",),
    "Path": ("as_os_str",), "PathBuf": ("as_os_str",), "Component": ("as_os_str",), "OsStr": ("as_encoded_bytes",),
    "OsString": ("as_encoded_bytes",), "Pin": ("as_ref", "as_mut"), "NonNull": ("as_ptr",), "NonZero": ("get",),
}  # fmt: skip
_TEXTS: Final = frozenset({"str", "String"})
_VIEW: Final = re.compile(r"^as_\w+$")


def propose(case: Case) -> Iterator[Offer]:
    """Offer the views of the receiver; the compiler tells whether one of them has the method."""
    lacks, end = _LACKS.match(case.error.message), receiver_end(case)
    if end is None or (lacks is None and _UNSTABLE not in case.error.message):
        return
    name, of_type = (lacks["name"], head(lacks["type"])) if lacks else ("is_empty", "Iter")
    for rank, view in _views(case, of_type, end):
        part = (end, end, on_its_line(case, end, f".{view}()"))
        yield case.replace(rank, f"`{view}` shows what has `{name}`", part)


def _views(case: Case, of_type: str, end: int) -> Iterator[tuple[int, str]]:
    if of_type in _ITERATORS:
        # before the compiler would count a copy: the length of what is left is another number
        yield from ((BEFORE, view) for view in _ITERATORS[of_type] if _is_kept(case.text.node(end - 1, end)))
        return
    own = [one for placed in impls(case, "", of_type) for one in placed.item.members]
    if own:
        named = (one for one in own if _VIEW.match(one.name) and one.returns.startswith("&"))
        yield from ((SURE, one.name) for one in named if [given.type for given in one.params] == ["&self"])
        return
    # characters are meant as often as bytes are: what the compiler says of a text goes first
    yield from ((LIKELY if of_type in _TEXTS else SURE, view) for view in _OTHERS.get(of_type, ()))


def _is_kept(value: Node) -> bool:
    """Say whether an iterator is kept while it advances: in a field, in a parameter, or in a `mut` variable."""
    if value.type in {"field_identifier", "integer_literal", "self"}:
        return True
    bound = binding(value) if value.type == "identifier" else None
    if bound is None or bound.type != "let_declaration":
        return bound is not None
    return any(one.type == "mutable_specifier" for one in bound.children)
