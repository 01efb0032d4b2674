"""Threads that borrow: which call starts one, and which variables it would keep (P15)."""

from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.types.expressions import walk
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

_SPAWNS: Final = frozenset({"thread::spawn", "std::thread::spawn", "spawn"})


def spawn_at(case: Case) -> Node | None:
    """Give the call that starts a thread or a task, and that the error speaks of; None where there is none."""
    for spot in case.error.spots:
        if spot.path != case.spot.path or spot.note:
            continue
        node = case.text.node(spot.byte_start, spot.byte_end)
        below: list[Node] = list(walk(node)) if node.type == "call_expression" else []
        for one in _calls_around(node) + below:
            if is_spawn(one) and closure_in(one) is not None:
                return one
    return None


def is_spawn(node: Node) -> bool:
    """Say whether a node is a call that starts a thread or a task."""
    called = text_of(node.child_by_field_name("function")) if node.type == "call_expression" else ""
    return called in _SPAWNS or called.endswith(("::spawn", "spawn_blocking", "::spawn_local"))


def is_thread(node: Node) -> bool:
    """Say whether it is a thread of the standard library that is started."""
    return is_spawn(node) and text_of(node.child_by_field_name("function")) in _SPAWNS


def closure_in(call: Node) -> Node | None:
    """Give the closure or the async block that a call is handed."""
    arguments = call.child_by_field_name("arguments")
    given: list[Node] = arguments.named_children if arguments is not None else []
    for one in given:
        if one.type in {"closure_expression", "async_block"}:
            return one
    return None


def _calls_around(node: Node) -> list[Node]:
    found: list[Node] = []
    call = enclosing(node, "call_expression")
    while call is not None:
        found.append(call)
        call = enclosing(call.parent, "call_expression")
    return found
