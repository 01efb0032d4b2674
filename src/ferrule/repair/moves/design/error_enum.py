"""`?` on several kinds of error: one error type of the crate takes them all, through every function they pass (P19)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import Placed, files, placed_items
from ferrule.repair.moves.design.edits import as_edits
from ferrule.repair.moves.design.error_words import arms, declared_error, named_path, variant_for
from ferrule.repair.moves.ownership.given import name_of, shown
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import head, own_type
from ferrule.repair.moves.types.expressions import around, walk
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import around_function

ID: Final = "error-enum"
CODES: Final = frozenset({"E0277"})
RANK: Final = 82
_COULD_NOT: Final = re.compile(r"^`\?` couldn't convert the error to `([^`]+)`")
_IS: Final = re.compile(r"has type `Result<.*, ([^`<>]+)>`")
_MOST_LINKS: Final = 12


@dataclass(frozen=True, slots=True)
class _Link:
    """A function through which the errors pass."""

    text: Text
    node: Node
    error: Node
    """The error in its return type."""

    @property
    def name(self) -> str:
        return text_of(self.node.child_by_field_name("name"))


def propose(case: Case) -> Iterator[Offer]:
    """Add a variant and its `From` to the crate's own error; where there is none, declare one for the whole chain."""
    function = around_function(case.node)
    link = _link(shown(case.text), function) if function is not None else None
    wanted = _COULD_NOT.match(case.error.message)
    given = _given(case, function) if function is not None and wanted is not None else []
    if link is None or wanted is None or not given:
        return
    own = own_type(case, head(wanted[1]))
    if own is not None and own.item.kind == "enum" and not own.item.generics:
        edits = list(_extended(case, own, given))
        if edits:
            yield case.offer(RANK, f"`{own.item.name}` takes this error, too: one variant more", edits)
    elif own is None and text_of(link.error) not in {"String", "&str", "()"} and _is_plain(link.error):
        yield from _declared(case, link, given)


def _given(case: Case, function: Node) -> list[str]:
    """Give the errors that `?` meets in the function and that it cannot convert, as the compiler names them."""
    found = []
    for error in case.errors:
        here = next((one for one in error.spots if one.primary), None)
        if here is None or here.path != case.text.path or not _COULD_NOT.match(error.message):
            continue
        told = _IS.search("\n".join(spot.label for spot in error.spots))
        if told and function.start_byte <= here.byte_start < function.end_byte:
            found.append(named_path(case, told[1]))
    return [] if "" in found else list(dict.fromkeys(found))


def _link(text: Text, function: Node) -> _Link | None:
    """Give a function whose return type is `Result<T, E>`; None for any other, and where a trait says what it gives."""
    impl = around(function, {"impl_item"})
    written = text.node(function.start_byte, function.end_byte).child_by_field_name("return_type")
    if impl is not None and impl.child_by_field_name("trait") is not None:
        return None
    listed = written.child_by_field_name("type_arguments") if written is not None else None
    if written is None or listed is None or head(text_of(written)) != "Result" or listed.named_child_count != 2:
        return None
    return _Link(text, text.node(function.start_byte, function.end_byte), listed.named_children[1])


def _is_plain(error: Node) -> bool:
    return error.type in {"type_identifier", "scoped_type_identifier"}


def _extended(case: Case, own: Placed, given: list[str]) -> Iterator[Edit]:
    """Yield the edits that give an enum one more variant for each error, with the arms that they need."""
    variants = [one.name for one in own.item.members]
    known = {one.name: one.fields[0].type for one in own.item.members if len(one.fields) == 1 and one.is_tuple}
    body = own.item.body
    fresh = [(variant_for(error), error) for error in given]
    if body is None or not known or any(name in variants for name, _ in fresh):
        return
    edits: list[Edit] = []
    for plain, _ in files(case):
        found = arms(shown(plain), own.item.name, known, [name for name, _ in fresh])
        if found is None:
            return
        edits += as_edits(shown(plain), found)
    last = own.item.members[-1]
    line = own.text.indent(last.start)
    is_long = b"\n" in own.text.source[body[0] : body[1]]
    between = f",\n{line}" if is_long else ", "
    words = "".join(f"{between}{name}({error})" for name, error in fresh)
    yield own.text.edit(last.end, last.end, words)
    made = "".join(_from(own.item.name, name, error) for name, error in fresh)
    yield own.text.edit(own.item.end, own.item.end, made)
    yield from edits


def _from(enum: str, variant: str, error: str) -> str:
    return (
        f"\n\nimpl From<{error}> for {enum} {{\n    fn from(error: {error}) -> Self {{\n"
        f"        {enum}::{variant}(error)\n    }}\n}}"
    )


def _declared(case: Case, first: _Link, given: list[str]) -> Iterator[Offer]:
    """Yield the chain of functions with an error type of their own, or with the boxed one that the crate uses."""
    links = _chain(case, first)
    names = [one.item.name for one in placed_items(case) if one.item.kind == "fn"]
    if len(links) > _MOST_LINKS or any(names.count(one.name) != 1 for one in links):
        return
    sources = b"".join(text.source for text, _ in files(case))
    boxed = re.search(rb"Box<dyn (?:std::error::)?Error(?: \+ Send \+ Sync)?>", sources)
    chain = " and ".join(f"`{one.name}`" for one in links)
    if boxed:
        words = "Box<dyn std::error::Error>"
        edits = [edit for one in links for edit in as_edits(one.text, [(*_range(one.error), words)])]
        yield case.offer(RANK, f"errors of several kinds go through {chain}: they are boxed, as elsewhere", edits)
        return
    own = next((name for name in ("AppError", "AnyError") if not re.search(rf"\b{name}\b".encode(), sources)), "")
    if not own or any(one.text.path != first.text.path for one in links):
        return
    public = any(text_of(one.node).startswith("pub") for one in links)
    text = declared_error(own, [text_of(first.error), *given], is_public=public)
    outer = _outermost(first.node)
    edits = [first.text.edit(outer, outer, text)]
    edits += [edit for one in links for edit in as_edits(one.text, [(*_range(one.error), own)])]
    yield case.offer(RANK, f"errors of several kinds go through {chain}: one type for all of them", edits)


def _range(node: Node) -> tuple[int, int]:
    return node.start_byte, node.end_byte


def _outermost(node: Node) -> int:
    """Give where the item of the module begins that a function is in, with its attributes and comments."""
    while node.parent is not None and node.parent.parent is not None and node.parent.type != "declaration_list":
        node = node.parent
    if node.parent is not None and node.parent.type == "declaration_list" and node.parent.parent is not None:
        node = node.parent.parent if node.parent.parent.type == "impl_item" else node
    before = node.prev_named_sibling
    while before is not None and before.type in {"attribute_item", "line_comment", "block_comment"}:
        node, before = before, before.prev_named_sibling
    return node.start_byte


def _chain(case: Case, first: _Link) -> list[_Link]:
    """Give the function and those that hand its error on in a type of the same name."""
    found, wanted = [first], head(text_of(first.error))
    texts = [shown(text) for text, _ in files(case)]
    known = [link for text in texts for node in walk(text.tree.root_node) if node.type == "function_item"
             and (link := _link(text, node)) is not None and head(text_of(link.error)) == wanted]  # fmt: skip
    grown = True
    while grown:
        names = {one.name for one in found}
        more = [one for one in known if one.name not in names and _hands_on(one.node, names)]
        found += more
        grown = bool(more)
    return found


def _hands_on(function: Node, names: set[str]) -> bool:
    return any(one.type == "call_expression" and name_of(one) in names for one in walk(function))
