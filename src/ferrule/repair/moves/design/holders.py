"""Types of the crate that borrow: which of their lifetimes nothing needs any more once their fields own their data."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.crate_index import Placed, placed_items
from ferrule.repair.moves.lifetimes.flows import declared, lifetime_of, lifetimes_in
from ferrule.repair.moves.lifetimes.owned import is_changeable, owned_type, references
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import TYPES, node_of
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of


@dataclass(slots=True)
class Holder:
    """A struct or an enum that has lifetimes."""

    name: str
    text: Text
    node: Node
    lifetimes: tuple[str, ...]
    """In the order in which they are declared."""
    fields: dict[tuple[str, str], Node] = field(default_factory=dict)
    """The type of each field that holds references, by variant (empty for a struct) and field."""
    gone: set[str] = field(default_factory=set)
    """Those lifetimes that are left out."""

    @property
    def places(self) -> set[int]:
        """The positions of the lifetimes that are left out."""
        return {at for at, name in enumerate(self.lifetimes) if name in self.gone}


def holders(case: Case) -> dict[str, Holder]:
    """Give the types of the crate that have lifetimes, by name; none of a name that means several."""
    items = [one for one in placed_items(case) if one.item.kind in TYPES and not one.is_linked]
    names = [one.item.name for one in items]
    found = (_holder(one) for one in items if "'" in one.item.generics and names.count(one.item.name) == 1)
    return {one.name: one for one in found if one is not None}


def settled(known: dict[str, Holder], owning: set[str]) -> dict[str, Holder]:
    """Give the types that change when those named own their data.

    A lifetime is left out where each of its uses is a reference that goes, or an argument that goes; the others stay.
    """
    for one in known.values():
        one.gone = set(one.lifetimes)
    changed = True
    while changed:
        changed = False
        for one in known.values():
            kept = {name for name in one.gone if not _is_free(one, name, known, owning)}
            if kept:
                one.gone -= kept
                changed = True
    return {name: one for name, one in known.items() if one.gone or name in owning}


def arguments(node: Node) -> list[Node]:
    """Give the lifetimes among the arguments of a generic type, in order."""
    listed = node.child_by_field_name("type_arguments")
    return [one for one in listed.named_children if one.type == "lifetime"] if listed is not None else []


def head_of(node: Node) -> str:
    """Give the last name of a generic type."""
    return text_of(node.child_by_field_name("type")).rpartition("::")[2]


def field_nodes(node: Node) -> Iterator[tuple[tuple[str, str], Node]]:
    """Yield the types of all fields of a struct or an enum, by variant and field."""
    body = node.child_by_field_name("body")
    for one in body.named_children if body is not None else []:
        if one.type == "enum_variant":
            name = text_of(one.child_by_field_name("name"))
            yield from (((name, key), kind) for (_, key), kind in field_nodes(one))
    yield from ((("", key), kind) for key, kind in _plain(body) if kind is not None)


def _plain(body: Node | None) -> Iterator[tuple[str, Node | None]]:
    if body is None:
        return
    if body.type == "ordered_field_declaration_list":
        kinds = [one for one in body.named_children if one.type not in _AROUND]
        yield from ((str(number), kind) for number, kind in enumerate(kinds))
    for one in body.named_children if body.type == "field_declaration_list" else []:
        if one.type == "field_declaration":
            yield text_of(one.child_by_field_name("name")), one.child_by_field_name("type")


_AROUND = frozenset({"visibility_modifier", "attribute_item", "line_comment", "block_comment"})


def _holder(placed: Placed) -> Holder | None:
    node = node_of(placed.text, placed.item)
    if node is None or node.type not in {"struct_item", "enum_item"}:
        return None
    names = tuple(declared(node))
    made = Holder(placed.item.name, placed.text, node, names)
    made.fields = {key: kind for key, kind in field_nodes(node) if any(owned_references(kind, made.lifetimes))}
    return made


def owned_references(kind: Node, lifetimes: tuple[str, ...]) -> Iterator[Node]:
    """Yield the outermost shared references of a type that have one of these lifetimes and can be owned."""
    for one in references(kind):
        written = lifetime_of(one)
        is_mine = written is not None and text_of(written) in lifetimes
        if is_mine and owned_type(one) and not is_changeable(text_of(one)):
            yield one


def _is_free(holder: Holder, name: str, known: dict[str, Holder], owning: set[str]) -> bool:
    """Say whether nothing but what goes uses a lifetime: neither a field that stays nor a bound."""
    listed = holder.node.child_by_field_name("type_parameters")
    if sum(text_of(one) == name for one in lifetimes_in(listed)) > 1:
        return False
    goes: set[int] = set()
    for kind in holder.fields.values() if holder.name in owning else ():
        goes |= {one.start_byte for ref in owned_references(kind, holder.lifetimes) for one in _written(ref)}
    body = holder.node.child_by_field_name("body")
    for one in walk(body) if body is not None else ():
        other = known.get(head_of(one)) if one.type == "generic_type" else None
        if other is not None:
            given = enumerate(arguments(one))
            goes |= {life.start_byte for at, life in given if at in other.places}
    used = [one for one in lifetimes_in(body) if text_of(one) == name]
    where = [one for one in holder.node.named_children if one.type == "where_clause"]
    bound = any(text_of(one) == name for clause in where for one in lifetimes_in(clause))
    return bool(used) and not bound and all(one.start_byte in goes for one in used)


def _written(reference: Node) -> Iterator[Node]:
    written = lifetime_of(reference)
    yield from () if written is None else (written,)
