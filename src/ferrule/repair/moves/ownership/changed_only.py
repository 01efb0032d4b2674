"""Whether a function does nothing with a value but change it: then its caller is to see the change (P16)."""

from tree_sitter import Node

from ferrule.repair.moves.ownership.callees import Callee
from ferrule.repair.moves.ownership.given import shown
from ferrule.repair.moves.traits.own import node_of
from ferrule.syntax.effects import method
from ferrule.syntax.uses import Access, access
from ferrule.syntax.variables import variables


def is_changed_only(callee: Callee, parameter: int) -> bool:
    """Say whether a parameter of a function that gives nothing back is used for changes alone."""
    function = node_of(shown(callee.placed.text), callee.item)
    if function is None or callee.item.returns not in {"", "()"} or parameter >= len(callee.item.params):
        return False
    name = callee.item.params[parameter].pattern
    bound = next((one for one in variables(function) if one.name == name), None)
    return bound is not None and bool(bound.uses) and all(_is_change(use) for use in bound.uses)


def _is_change(use: Node) -> bool:
    done = access(use)
    if done is Access.RECEIVER:
        return method(use).endswith("_mut") or _is_statement(use)
    return done in {Access.WRITE, Access.BORROW_MUT}


def _is_statement(use: Node) -> bool:
    """Say whether nobody looks at what the chain of calls on a variable gives."""
    node, above = use, use.parent
    while above is not None and above.type in {"field_expression", "call_expression", "index_expression"}:
        if above.named_children[0] != node:
            return False
        node, above = above, above.parent
    return above is not None and above.type == "expression_statement"
