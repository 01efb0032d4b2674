"""What a piece of code does, so that two statements change places only where nobody can tell (P16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tree_sitter import Node

from ferrule.syntax.items import text_of
from ferrule.syntax.tree import ITEMS
from ferrule.syntax.uses import Access, access
from ferrule.syntax.variables import bound_names, captured

QUIET: Final = frozenset({
    "len", "is_empty", "clone", "cloned", "copied", "to_owned", "to_string", "to_vec", "as_ref", "as_str", "as_bytes",
    "as_slice", "as_deref", "as_path", "borrow", "get", "first", "last", "iter", "keys", "values", "chars", "bytes",
    "lines", "contains", "contains_key", "starts_with", "ends_with", "is_some", "is_none", "is_ok", "is_err", "min",
    "max", "abs", "pow", "unwrap_or", "unwrap_or_default", "trim", "split", "split_whitespace", "capacity", "eq", "ne",
    "cmp", "partial_cmp", "count", "sum", "product", "rev", "enumerate", "zip", "skip", "take_while", "collect", "into",
    "map", "filter", "any", "all", "find", "position", "wrapping_add", "saturating_sub", "checked_add", "checked_sub",
})  # fmt: skip
"""Methods that by their name only look. A closure that is handed to them is looked at for itself."""
TAKING: Final = frozenset({
    "any", "all", "find", "position", "count", "map", "skip", "take_while", "filter", "rev", "zip", "enumerate",
    "collect", "into", "sum", "product",
})  # fmt: skip
"""Those of them that an iterator is advanced by, or given to, where they are called straight on a variable."""
_SHARED: Final = frozenset({
    "borrow", "try_borrow", "load", "lock", "try_lock", "read", "try_read", "upgrade", "strong_count", "weak_count",
    "is_finished", "is_poisoned",
})  # fmt: skip
_MADE: Final = frozenset({"vec", "format", "matches", "concat", "stringify", "line", "file", "column", "env", "cfg"})
_BUILT: Final = frozenset({"Some", "Ok", "Err", "Box::new", "String::new", "Vec::new", "String::from"})
_LEAVING: Final = frozenset({
    "return_expression", "break_expression", "continue_expression", "try_expression", "await_expression",
    "yield_expression",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effects:
    """What a piece of code may do."""

    reads: frozenset[str]
    """Names of variables that it looks at."""
    writes: frozenset[str]
    """Names of variables that it changes, lends for changing, or gives away."""
    binds: frozenset[str]
    acts: bool
    """It calls what may do anything: print, lock, panic."""
    leaves: bool
    """It may leave the block: `return`, `break`, `?`, `.await`."""
    looks_shared: bool = False
    """It looks at what others may change meanwhile: a cell, a lock, a counter."""


def effects(node: Node) -> Effects:
    """Give what a piece of code may do, on the safe side: an unknown call may do anything."""
    reads, writes, binds = set[str](), set[str](), set[str]()
    acts = leaves = shared = False
    for one in _walk(node):
        if one.type in {"identifier", "self"} and _is_variable(one):
            (reads if access(one) in {Access.BORROW, Access.SCRUTINEE} else writes).add(text_of(one))
            if access(one) is Access.RECEIVER and only_looks(method(one)):
                writes.discard(text_of(one))
                reads.add(text_of(one))
        elif one.type.endswith("string_literal"):
            reads |= set(captured(one))
        elif one.type == "let_declaration":
            binds |= {text_of(name) for name in bound_names(one.child_by_field_name("pattern"))}
        acts = acts or _acts(one)
        leaves = leaves or one.type in _LEAVING
        shared = shared or looks_shared(one)
    return Effects(frozenset(reads), frozenset(writes), frozenset(binds), acts, leaves, shared)


def commute(one: Effects, other: Effects) -> bool:
    """Say whether two pieces of code that follow each other may change places without a difference.

    A value that is given away counts as changed: a number that is copied is held back with it, on the safe side.
    """
    if (one.leaves and (other.acts or other.leaves or other.writes)) or (other.leaves and (one.acts or one.writes)):
        return False
    if (one.acts and (other.acts or other.looks_shared)) or (other.acts and one.looks_shared):
        return False
    touched, other_touched = one.reads | one.writes | one.binds, other.reads | other.writes | other.binds
    changed, other_changed = one.writes | one.binds, other.writes | other.binds
    return not (changed & other_touched or other_changed & touched)


def only_looks(name: str) -> bool:
    """Say whether a method that is called straight on a variable leaves it as it is."""
    return name in QUIET and name not in TAKING


def looks_shared(node: Node) -> bool:
    """Say whether a node is a call of a method that looks at what others may change, in a macro too."""
    name, given = _called(node)
    return name in _SHARED or (name == "get" and given == "()")


def token_call(node: Node) -> tuple[str, bool]:
    """Give the name that a token of a macro calls, and whether as a method; empty for every other node."""
    given, before = node.next_sibling, node.prev_sibling
    is_token = node.type == "identifier" and node.parent is not None and node.parent.type == "token_tree"
    is_call = is_token and given is not None and given.type == "token_tree" and text_of(given).startswith("(")
    return (text_of(node), text_of(before) == ".") if is_call else ("", False)


def _called(node: Node) -> tuple[str, str]:
    """Give the method that a node calls, with its arguments as they are written; empty for every other node."""
    name, is_method = token_call(node)
    if name:
        return (name, text_of(node.next_sibling)) if is_method else ("", "")
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    if called is None or called.type != "field_expression":
        return "", ""
    return text_of(called.child_by_field_name("field")), text_of(node.child_by_field_name("arguments"))


def method(use: Node) -> str:
    """Give the name of the method that is called on a variable; empty where none is."""
    above = use.parent
    while above is not None and above.type in {"field_expression", "index_expression", "parenthesized_expression"}:
        call = above.parent
        if call is not None and call.type == "call_expression" and call.child_by_field_name("function") == above:
            return text_of(above.child_by_field_name("field"))
        above = call
    return ""


def _acts(node: Node) -> bool:
    if node.type == "macro_invocation":
        return text_of(node.child_by_field_name("macro")).rpartition("::")[2] not in _MADE
    if node.type != "call_expression":
        name, is_method = token_call(node)
        is_quiet = name in QUIET if is_method else name in _BUILT or not name or name[:1].isupper()
        return node.type == "await_expression" or not is_quiet
    called = node.child_by_field_name("function")
    if called is not None and called.type == "generic_function":
        called = called.child_by_field_name("function")
    if called is not None and called.type == "field_expression":
        return text_of(called.child_by_field_name("field")) not in QUIET
    name = text_of(called)
    return name not in _BUILT and not name.rpartition("::")[2][:1].isupper()


def _is_variable(node: Node) -> bool:
    above = node.parent
    if above is None or above.type in {"scoped_identifier", "macro_invocation", "generic_function", "label"}:
        return False
    if above.type == "call_expression" and above.child_by_field_name("function") == node:
        return False
    is_bound = above.child_by_field_name("pattern") == node or above.type.endswith("_pattern")
    return not is_bound and not text_of(node)[:1].isupper()


def _walk(node: Node) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        if one.type not in ITEMS or one == node:
            waiting.extend(reversed(one.named_children))
