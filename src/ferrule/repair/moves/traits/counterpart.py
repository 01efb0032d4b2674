"""A member of an impl and the member of the trait that it stands for, in their trees."""

import re
from dataclasses import dataclass

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.text import Text
from ferrule.repair.moves.traits.own import head, node_of, own_trait
from ferrule.syntax.items import as_replacement, text_of
from ferrule.syntax.tree import enclosing

_MEMBERS = frozenset({
    "function_item", "function_signature_item", "associated_type", "type_item", "const_item",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Both members; they may stand in different files."""

    impl: Node
    """The whole impl."""
    mine: Node
    """The member in the impl."""
    trait: Node
    """The whole trait."""
    theirs: Node
    """The member in the trait."""
    home: Text
    """The file of the trait."""
    arguments: dict[str, str]
    """What the impl says for the type parameters of the trait."""

    def here(self, words: str) -> str:
        """Give text of the trait as the impl has to write it."""
        for name, given in self.arguments.items():
            words = re.sub(rf"(?<![\w'])'?{re.escape(name)}\b", as_replacement(given), words)
        return words


def pair_at(case: Case) -> Pair | None:
    """Give the pair at the place of the error; None for traits of other crates and for members they do not have."""
    impl = enclosing(case.node, "impl_item")
    mine = case.node
    while mine.parent is not None and not (mine.type in _MEMBERS and enclosing(mine.parent, "impl_item") == impl):
        mine = mine.parent
    name = text_of(mine.child_by_field_name("name"))
    of_trait = impl.child_by_field_name("trait") if impl is not None else None
    placed = own_trait(case, head(text_of(of_trait))) if of_trait is not None else None
    trait = node_of(placed.text, placed.item) if placed is not None else None
    if impl is None or placed is None or trait is None or mine.type not in _MEMBERS:
        return None
    theirs = member(trait, name)
    if theirs is None:
        return None
    return Pair(impl, mine, trait, theirs, placed.text, arguments(trait, of_trait))


def member(item: Node, name: str) -> Node | None:
    """Give the member of an impl or a trait with this name; None when there is none."""
    return next((one for one in members(item) if text_of(one.child_by_field_name("name")) == name), None)


def members(item: Node) -> list[Node]:
    """Give the functions, types and constants in an impl or a trait."""
    body = item.child_by_field_name("body")
    return [one for one in body.named_children if one.type in _MEMBERS] if body is not None else []


def arguments(trait: Node, of_trait: Node | None) -> dict[str, str]:
    """Give what a use of a trait, such as `Into<u8>`, says for the trait's parameters."""
    declared = trait.child_by_field_name("type_parameters")
    listed = of_trait.child_by_field_name("type_arguments") if of_trait is not None else None
    if declared is None or listed is None:
        return {}
    names = [text_of(one.child_by_field_name("name")).lstrip("'") for one in declared.named_children]
    given = [text_of(one) for one in listed.named_children if one.type != "type_binding"]
    return {name: words for name, words in zip(names, given, strict=False) if name != words.lstrip("'")}
