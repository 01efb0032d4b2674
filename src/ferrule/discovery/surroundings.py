"""What stands around a command of a script: pipes, branches, loops, and the folder that `cd` went to."""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.shell.calls import call_of
from ferrule.syntax.shell.program import name_of
from ferrule.syntax.shell.tree import walk
from ferrule.syntax.shell.words import UNKNOWN, is_known

_MOST: Final = 1000
"""Changes of folder in one script."""
_FIRST: Final = "its failure is let pass (`||`)"
_SECOND: Final = "runs when another fails (`||`)"
_AROUND: Final = {
    "pipeline": "part of a pipe",
    "if_statement": "stands in an `if`",
    "case_statement": "stands in a `case`",
    "for_statement": "stands in a loop",
    "c_style_for_statement": "stands in a loop",
    "while_statement": "stands in a loop",
    "function_definition": "stands in a function",
    "command_substitution": "its output is used",
    "process_substitution": "its output is used",
    "negated_command": "it has to fail",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One `cd`, and as far as it reaches."""

    begin: int
    end: int
    folder: str


def hindrances(root: Node) -> dict[int, str]:
    """Give why each command of a text does not stand by itself, by the id of its node; empty when it does.

    One way from above: asking a node for what is around it takes the longer the deeper it lies.
    """
    found: dict[int, str] = {}
    waiting = [(root, "")]
    while waiting:
        node, why = waiting.pop()
        if node.type == "command":
            found[node.id] = why
        children = node.children
        why = _AROUND.get(node.type, why)
        is_choice = node.type == "list" and any(one.type == "||" for one in children)
        for at, one in enumerate(children):
            inner = (_FIRST if at == 0 else _SECOND) if is_choice else why
            is_behind = at + 1 < len(children) and children[at + 1].type == "&"
            waiting.append((one, "runs in the background" if is_behind else inner))
    return found


def moves(root: Node, known: Mapping[str, str], start: str) -> tuple[Move, ...]:
    """Give each change of folder in a script, in order."""
    found: list[Move] = []
    stack: list[str] = []
    for node in walk(root):
        if node.type != "command" or len(found) >= _MOST:
            continue
        words = call_of(node, known).words
        name = name_of(words[0]) if words else ""
        if name not in ("cd", "pushd", "popd"):
            continue
        here = _at(found, node, start)
        goal = stack.pop() if name == "popd" and stack else _joined(here, words[1:])
        if name == "pushd":
            stack.append(here)
        found.append(Move(node.end_byte, _reach(node), goal))
    return tuple(found)


def folder_at(went: tuple[Move, ...], node: Node, start: str) -> str:
    """Give the folder in which a command runs, relative to the root."""
    return _at(went, node, start)


def _at(went: Sequence[Move], node: Node, start: str) -> str:
    at = node.start_byte
    return next((move.folder for move in reversed(went) if move.begin <= at < move.end), start)


def _reach(node: Node) -> int:
    """Give where the shell ends that the command runs in."""
    while node.parent is not None:
        node = node.parent
        if node.type in ("subshell", "command_substitution", "process_substitution"):
            return node.end_byte
    return node.end_byte


def _joined(here: str, words: tuple[str, ...]) -> str:
    goal = next((word for word in words if not word.startswith("-")), UNKNOWN)
    if not is_known(goal) or not is_known(here) or goal.startswith(("~", "/")) or "__hole_" in goal:
        return UNKNOWN
    joined = posixpath.normpath(posixpath.join(here, goal))
    return "" if joined == "." else joined
