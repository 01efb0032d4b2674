"""Data that leaves a function with another lifetime than the signature says: it names the right one (P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.lifetimes.flows import (
    STATIC,
    Flow,
    declare,
    declared,
    declaring,
    flow,
    fresh,
    function_of,
    is_named,
    lifetime_of,
    lifetimes_in,
    naming,
    references_called,
    unnaming,
)
from ferrule.repair.moves.lifetimes.owned import references
from ferrule.repair.moves.lifetimes.spawning import spawn_at
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.repair.moves.traits import generics
from ferrule.repair.moves.types.expressions import around
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "name-lifetime"
CODES: Final = frozenset({"", "E0106", "E0308", "E0521", "E0637"})
_EXPECTED: Final = re.compile(r"expected signature `fn\(.*\) -> (.+)`")
_FOR: Final = re.compile(r"for\s*<\s*('\w+)\s*>")
_LENT: Final = re.compile(r"&('\w+)?")


def propose(case: Case) -> Iterator[Offer]:
    """Write lifetimes on what goes in, on what comes out, or on the type of the impl."""
    if "signature doesn't match `trait` item signature" in case.error.message:
        yield from _as_the_trait(case)
        return
    if case.code == "E0106":
        yield from _of_data(case)
        return
    if case.code == "E0637" or "is declared without lifetime parameters" in case.error.message:
        yield from _of_item(case)
    if case.error.message == "method not compatible with trait":
        yield from _of_header(case)
    yield from _of_flow(case)


def _of_flow(case: Case) -> Iterator[Offer]:
    """Follow what leaves the function, or is kept by it."""
    found, function = flow(case), function_of(case.node)
    if found is None or function is None:
        return
    sources = references_called(case, found.source)
    if found.target == STATIC:
        yield from _not_static(case, found, function)
        yield from _for_ever(case, found, function, sources)
    elif is_named(found.target) and sources:
        yield from _named(case, found, function, sources)
    elif is_named(found.source) and not is_named(found.target) and found.is_returned:
        edits = [naming(one, found.source) for one in _outputs(function) if lifetime_of(one) is None]
        if edits and len(_outputs(function)) == 1:
            yield case.replace(LIKELY, f"what is given back has the lifetime `{found.source}`", *edits)
    elif sources:
        yield from _through_impl(case, function, sources)


def _outputs(function: Node) -> list[Node]:
    written = function.child_by_field_name("return_type")
    return references(written) if written is not None else []


def _named(case: Case, found: Flow, function: Node, sources: list[Node]) -> Iterator[Offer]:
    """Tie what goes in to the lifetime of what comes out; a receiver is lent no longer than it has to be."""
    is_self = any(one.type == "self_parameter" for one in sources)
    owner = declaring(function, found.target)
    written = [one for one in map(lifetime_of, _outputs(function)) if one is not None and text_of(one) == found.target]
    if is_self and owner is not None and owner != function and found.is_returned and written:
        edits = [unnaming(case.text.source, one) for one in written]
        yield case.replace(LIKELY, "what is given back is a part of `self`: it is lent with it", *edits)
    if owner != function and any(one.type == "self_parameter" and "mut" in text_of(one) for one in sources):
        return  # it would be lent for changing as long as it lives: nobody could use it afterwards
    edits = [naming(one, found.target) for one in sources]
    rank = POSSIBLE if is_self and owner != function else LIKELY
    yield case.replace(rank, f"what is handed in has to live for `{found.target}`", *edits)


def _not_static(case: Case, found: Flow, function: Node) -> Iterator[Offer]:
    """Promise less than `'static` for what is given back."""
    written = [one for one in lifetimes_in(function.child_by_field_name("return_type")) if text_of(one) == STATIC]
    if not written or not found.is_returned or len(written) > 1:
        return
    [one] = written
    is_lent = one.parent is not None and one.parent.type == "reference_type"
    message = "what is given back lives no longer than what is handed in"
    if is_named(found.source):
        yield case.replace(LIKELY, message, (one.start_byte, one.end_byte, found.source))
    else:
        edit = unnaming(case.text.source, one) if is_lent else (one.start_byte, one.end_byte, "'_")
        yield case.replace(LIKELY, message, edit)


def _for_ever(case: Case, found: Flow, function: Node, sources: list[Node]) -> Iterator[Offer]:
    """Ask for `'static` where what is handed in is kept; nobody outside is asked, and nothing that changes."""
    is_public = any(one.type == "visibility_modifier" for one in function.children)
    is_shared = all(one.type == "reference_type" and "mut" not in map(text_of, one.children) for one in sources)
    if sources and is_shared and not (found.is_returned or is_public or spawn_at(case) is not None):
        edits = [naming(one, STATIC) for one in sources]
        yield case.replace(LAST, "what is handed in is kept for ever", *edits)


def _through_impl(case: Case, function: Node, sources: list[Node]) -> Iterator[Offer]:
    """Name the lifetime of the type that an impl is for, and give it to what is stored in it."""
    impl = around(function, {"impl_item"})
    of_type = impl.child_by_field_name("type") if impl is not None else None
    handed = [one for one in sources if one.type != "self_parameter"]
    if impl is None or of_type is None or not handed:
        return
    open_ones = [one for one in lifetimes_in(of_type) if text_of(one) == "'_"]
    name = fresh(impl)
    place = declare(impl, name)
    if place is None or len(open_ones) > 1 or (not open_ones and of_type.type != "type_identifier"):
        return
    own = (open_ones[0].start_byte, open_ones[0].end_byte, name) if open_ones else (
        of_type.end_byte, of_type.end_byte, f"<{name}>")  # fmt: skip
    edits = [naming(one, name) for one in handed]
    yield case.replace(LIKELY, f"what is stored lives as long as the type says: `{name}`", place, own, *edits)


def _as_the_trait(case: Case) -> Iterator[Offer]:
    """Write the lifetimes of the signature that the trait expects of the return type."""
    said, function = _EXPECTED.search(case.words), function_of(case.node)
    if said is None or function is None:
        return
    wanted = _LENT.findall(said[1])
    written = _outputs(function)
    if len(wanted) != len(written):
        return
    edits = [
        naming(one, name)
        for one, name in zip(written, wanted, strict=True)
        if name and is_named(name) and text_of(lifetime_of(one)) != name
    ]
    if edits:
        yield case.replace(LIKELY, "the trait expects these lifetimes", *edits)


def _of_item(case: Case) -> Iterator[Offer]:
    """Write the lifetime of the same reference elsewhere in the item, or the only one that is declared, or unused."""
    reference = enclosing(case.node, "reference_type")
    bound = _FOR.match(text_of(enclosing(case.node, "where_predicate")))
    if bound is not None and reference is not None and lifetime_of(reference) is None:
        yield case.replace(LIKELY, f"the bound is for all `{bound[1]}`", naming(reference, bound[1]))
    item = next((one for one in generics.around(case.node) if declared(one)), None)
    if reference is None or item is None or lifetime_of(reference) is not None:
        return
    referent = re.escape(text_of(reference.child_by_field_name("type")))
    names, words = list(declared(item)), text_of(item)
    same = set(re.findall(rf"&\s*('\w+)\s+(?:mut\s+)?{referent}(?!\w)", words)) & set(names)
    free = [one for one in names if len(names) == 1 or len(re.findall(rf"{one}\b(?!')", words)) == 1]
    for name in same if len(same) == 1 else free if len(free) == 1 else []:
        yield case.replace(LIKELY, f"the lifetime that is declared here is `{name}`", naming(reference, name))


def _of_data(case: Case) -> Iterator[Offer]:
    """Let the text that a type holds live for ever, as literals do."""
    reference = enclosing(case.node, "reference_type")
    holder = enclosing(reference, "struct_item", "enum_item", "union_item")
    if reference is not None and holder is not None and text_of(reference.child_by_field_name("type")) == "str":
        yield case.replace(POSSIBLE, "the text lives as long as the program", naming(reference, STATIC))


def _of_header(case: Case) -> Iterator[Offer]:
    """Write a lifetime that an impl declares and never uses for the only open reference in its head."""
    impl = enclosing(case.node, "impl_item")
    heads = [impl.child_by_field_name(part) for part in ("trait", "type")] if impl is not None else []
    if impl is None or None in heads:
        return
    spoken = {text_of(one) for part in heads for one in lifetimes_in(part)}
    open_ones = [one for part in heads if part is not None for one in references(part) if lifetime_of(one) is None]
    unused = [name for name in declared(impl) if name not in spoken]
    if len(unused) == 1 and len(open_ones) == 1:
        words = f"the impl declares `{unused[0]}` for what its method takes"
        yield case.replace(LIKELY, words, naming(open_ones[0], unused[0]))
