"""What follows where a type has fewer lifetimes: its uses, its impls and the functions that named one for it."""

from collections.abc import Iterator

from tree_sitter import Node

from ferrule.repair.moves.design.holders import Holder, arguments, head_of, owned_references
from ferrule.repair.moves.lifetimes.flows import declared, lifetimes_in, unnaming
from ferrule.repair.moves.lifetimes.owned import Part, owned_type
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of

_FUNCTIONS = frozenset({"function_item", "function_signature_item"})


def declarations(changed: dict[str, Holder], owning: set[str], path: str, kept: str = "") -> Iterator[Part]:
    """Yield the edits of the types themselves in one file: their fields and their parameters.

    `kept` is what their fields hold from now on; empty for the data itself.
    """
    for holder in changed.values():
        if holder.text.path != path:
            continue
        yield from _shortened(holder.node.child_by_field_name("type_parameters"), holder.places)
        for kind in holder.fields.values() if holder.name in owning else ():
            for one in owned_references(kind, holder.lifetimes):
                yield (one.start_byte, one.end_byte, kept) if kept else _owned(one)


def uses(text: Text, changed: dict[str, Holder]) -> Iterator[Part] | None:
    """Give the edits of all other places of a file; None where a lifetime has to stay that cannot."""
    found: list[Part] = []
    root = text.tree.root_node
    taken: set[int] = set()
    for node in walk(root):
        holder = changed.get(head_of(node)) if node.type == "generic_type" else None
        if holder is not None:
            parts, lives = _given(node, holder)
            found += parts
            taken |= lives
    for node in walk(root):
        if node.type == "impl_item" or node.type in _FUNCTIONS:
            parts_of_it = _undeclared(text, node, taken)
            if parts_of_it is None:
                return None
            found += parts_of_it
    return iter(found)


def _owned(reference: Node) -> Part:
    """Give the edit that makes a type owned; what stands in it may be edited, too."""
    inner, made = reference.child_by_field_name("type"), owned_type(reference)
    if inner is not None and text_of(inner) == made:
        return reference.start_byte, inner.start_byte, ""
    return reference.start_byte, reference.end_byte, made


def _given(node: Node, holder: Holder) -> tuple[list[Part], set[int]]:
    """Give the edits that leave arguments out, and where the lifetimes stand that go with them."""
    lives = [one for at, one in enumerate(arguments(node)) if at in holder.places]
    listed = node.child_by_field_name("type_arguments")
    places = {at for at, _ in enumerate(arguments(node)) if at in holder.places}
    return list(_shortened(listed, places)), {one.start_byte for one in lives}


def _shortened(listed: Node | None, places: set[int]) -> Iterator[Part]:
    """Yield the edits that take lifetimes, by their position, out of a list; the brackets go with the last one."""
    if listed is None or not places:
        return
    kinds = {"lifetime", "lifetime_parameter"}
    lives = [one for one in listed.named_children if one.type in kinds]
    going = [one for at, one in enumerate(lives) if at in places]
    staying = [one for one in listed.named_children if one not in going]
    if not staying:
        yield listed.start_byte, listed.end_byte, ""
    else:
        words = ", ".join(text_of(one) for one in staying)
        yield listed.start_byte, listed.end_byte, f"<{words}>"


def _undeclared(text: Text, item: Node, taken: set[int]) -> list[Part] | None:
    """Give the edits that take the lifetimes of an impl or a function away which only a changed type needed."""
    parts: list[Part] = []
    going: set[int] = set()
    for number, (name, parameter) in enumerate(declared(item).items()):
        lives = [one for one in lifetimes_in(item) if text_of(one) == name and not _inside(one, parameter)]
        left = [one for one in lives if one.start_byte not in taken]
        if len(left) == len(lives):
            continue
        is_impl = item.type == "impl_item"
        heads = [one for part in ("trait", "type") if (one := item.child_by_field_name(part)) is not None]
        if is_impl and any(_inside(one, head) for one in left for head in heads):
            continue
        if not is_impl and (len(left) > 1 or not all(map(_is_elided, left))):
            continue
        if any(not _is_elided(one) for one in left):
            return None
        parts += [_elided(text, one) for one in left]
        going.add(number)
    return [*parts, *_shortened(item.child_by_field_name("type_parameters"), going)]


def _inside(node: Node, around: Node) -> bool:
    return around.start_byte <= node.start_byte < around.end_byte


def _is_elided(lifetime: Node) -> bool:
    """Say whether a lifetime may be left open where it stands: in a signature, and not in a bound."""
    above = lifetime.parent
    if above is None or above.type not in {"reference_type", "type_arguments", "self_parameter"}:
        return False
    while above is not None and above.type not in _FUNCTIONS:
        if above.type in {"type_item", "where_clause", "associated_type", "trait_bounds"}:
            return False
        above = above.parent
    return above is not None


def _elided(text: Text, lifetime: Node) -> Part:
    above = lifetime.parent
    if above is not None and above.type == "type_arguments":
        return lifetime.start_byte, lifetime.end_byte, "'_"
    return unnaming(text.source, lifetime)
