"""Which type of the crate a value is made of, and which traits of the crate types have in common."""

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.traits.own import TYPES, head, impls, own_type
from ferrule.repair.moves.types.declared import owner_around
from ferrule.syntax.items import text_of
from ferrule.syntax.variables import variable_of


def made_type(case: Case, node: Node | None) -> str:
    """Give the struct or enum of the crate that an expression makes; empty where the text does not tell."""
    if node is None:
        return ""
    if node.type == "struct_expression":
        return _known(case, text_of(node.child_by_field_name("name")), node)
    if node.type == "call_expression":
        called = node.child_by_field_name("function")
        if called is None or called.type == "field_expression":
            return ""
        path = called.child_by_field_name("path") if called.type == "scoped_identifier" else called
        name = _known(case, text_of(path), node)
        return name if called.type != "scoped_identifier" or _gives_itself(case, name, called) else ""
    if node.type == "identifier":
        variable = variable_of(node)
        if variable is None:
            return _known(case, text_of(node), node)
        return made_type(case, variable.value)
    if node.type == "scoped_identifier":
        return _known(case, text_of(node.child_by_field_name("path")), node) or _known(case, text_of(node), node)
    return ""


def common_traits(case: Case, names: set[str]) -> list[str]:
    """Give the traits of the crate that all these types have, by name."""
    of_each = [{head(one.item.of_trait) for one in impls(case, of_type=name) if one.item.of_trait} for name in names]
    return sorted(set.intersection(*of_each)) if of_each else []


def _known(case: Case, path: str, near: Node) -> str:
    name = owner_around(near) if path == "Self" else head(path)
    placed = own_type(case, name)
    return name if placed is not None and placed.item.kind in TYPES and not placed.item.generics else ""


def _gives_itself(case: Case, name: str, called: Node) -> bool:
    """Say whether `Name::f(..)` gives a `Name`: it is a variant, or a function that says so."""
    last = text_of(called.child_by_field_name("name"))
    placed = own_type(case, name)
    if placed is not None and any(one.name == last for one in placed.item.members):
        return True
    members = [one for impl in impls(case, of_type=name) for one in impl.item.members if one.name == last]
    return bool(members) and all(one.returns in {"Self", name} for one in members)
