"""An own trait that asks for nothing is not implemented for a type: an impl without content says that it is."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed
from ferrule.repair.moves.move import LAST, LIKELY
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.counterpart import members
from ferrule.repair.moves.traits.generics import around, parameters
from ferrule.repair.moves.traits.own import head, impls, node_of, own_trait, own_type
from ferrule.syntax.items import Item, text_of

ID: Final = "implement-marker"
CODES: Final = frozenset({"E0277", "E0599"})
_BOUND: Final = re.compile(r"^the trait bound `([^`]+?): ([\w:]+(?:<[^`]*>)?)` is not satisfied")
_ERROR: Final = re.compile(r"`([\w:]+): (?:std|core)::error::Error` is not satisfied")
_DEFINES: Final = re.compile(r"`([\w:]+)` defines an item `\w+`, perhaps you need to implement it")
_OPEN: Final = re.compile(r"[_{?]|\bfor<|\bimpl\b|'|\[closure|\bfn\(|&")


def propose(case: Case) -> Iterator[Offer]:
    """Offer the impl behind the type, or behind the trait where the type is not of this crate."""
    error = _ERROR.search(case.error.message)
    of_error = own_type(case, head(error[1])) if error else None
    if of_error is not None:
        edit = _behind(of_error.text, of_error.item, f"impl std::error::Error for {of_error.item.name} {{}}")
        yield case.offer(LIKELY, "it can be shown: say that it is an error", (edit,))
        return
    name, trait = _meant(case)
    placed = own_trait(case, head(trait)) if trait else None
    node = node_of(placed.text, placed.item) if placed is not None else None
    if placed is None or node is None or _OPEN.search(name) or _OPEN.search(trait):
        return
    if name in {one for item in around(case.node) for one in parameters(item)}:
        return
    of_type = own_type(case, head(name))
    if any(not _is_given(one.type, text_of(one)) for one in members(node)):
        return
    if of_type is None and (any(True for _ in impls(case, placed.item.name)) or not name):
        return
    home = of_type or placed
    is_near = home.item.modules == placed.item.modules and home.text.path == placed.text.path
    arguments = trait.partition("<")
    named = placed.item.name if is_near else placed.path
    words = f"impl {named}{arguments[1]}{arguments[2]} for {_type(name, of_type)} {{}}"
    edit = _behind(home.text, home.item, words)
    yield case.offer(LIKELY if of_type is not None else LAST, "the trait asks for nothing: say that it holds", (edit,))


def _meant(case: Case) -> tuple[str, str]:
    """Give the type and the trait that the error speaks of; empty where another answer is likelier."""
    bound = _BOUND.match(case.error.message)
    if bound and not case.error.suggestions:
        return bound[1], bound[2]
    defines = _DEFINES.findall(case.error.rendered) if case.code == "E0599" and len(case.quoted) > 1 else []
    return (case.quoted[1], defines[0]) if len(defines) == 1 else ("", "")


def _type(words: str, of_type: Placed | None) -> str:
    return words.rpartition("::")[2] if of_type is not None and "<" not in words else words


def _is_given(kind: str, words: str) -> bool:
    """Say whether an impl may leave a member of a trait out."""
    return kind == "function_item" or (kind == "const_item" and "=" in words)


def _behind(text: Text, item: Item, words: str) -> Edit:
    indent = text.indent(item.start)
    return text.edit(item.end, item.end, f"\n\n{indent}{words}")
