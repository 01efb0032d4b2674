"""What is owned in the place of what is lent: types, and the values that fit them (P15)."""

import re
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.types.typewords import FLOATS, INTEGERS
from ferrule.syntax.items import text_of

Part = tuple[int, int, str]
"""Byte start, byte end and new text."""
_OWNED: Final = {"str": "String", "Path": "PathBuf", "OsStr": "OsString", "CStr": "CString", "Self": "Self"}
_COPIES: Final = {"str": "{}.to_string()", "Path": "{}.to_path_buf()", "OsStr": "{}.to_os_string()"}
COPIED: Final = INTEGERS | FLOATS | {"bool", "char"}
_VIEWS: Final = {
    "as_str": "", "as_slice": "", "as_path": "", "as_mut_slice": "", "as_mut": "", "as_ref": "", "as_os_str": "",
    "as_c_str": "", "deref": "", "as_mut_str": "", "borrow": "", "as_bytes": ".into_bytes()",
}  # fmt: skip
"""Methods that only look at a value as another type, with what takes the place of the call."""
TEXTS: Final = frozenset({
    "trim", "trim_start", "trim_end", "strip_prefix", "strip_suffix", "trim_matches", "trim_start_matches",
    "trim_end_matches", "trim_ascii",
})  # fmt: skip
"""Methods that give a part of a text."""


_CHANGEABLE: Final = re.compile(r"&\s*(?:'\w+\s+)?mut\b|\b(?:RefCell|Cell|OnceCell|Mutex|RwLock|Atomic\w+)\b")


def is_changeable(written: str) -> bool:
    """Say whether a type lets something be changed through it: a change to a copy would be lost."""
    return _CHANGEABLE.search(written) is not None


def references(written: Node) -> list[Node]:
    """Give the outermost references in a type; none within the arguments of functions."""
    found, waiting = [], [written]
    while waiting:
        one = waiting.pop()
        if one.type == "reference_type":
            found.append(one)
        elif one.type not in {"function_type", "pointer_type"}:
            waiting.extend(reversed(one.named_children))
    return found


def owned_type(reference: Node) -> str:
    """Give the owned type for `&T`; empty where none is known."""
    inner = reference.child_by_field_name("type")
    if inner is None:
        return ""
    text = text_of(inner)
    if inner.type == "array_type" and inner.child_by_field_name("length") is None:
        return f"Vec<{text_of(inner.child_by_field_name('element'))}>"
    if inner.type in {"dynamic_type", "bounded_type"}:
        return f"Box<{text}>"
    head, last = text.rpartition("::")[::2]
    return (f"{head}::" if head else "") + _OWNED[last] if last in _OWNED else text


def own_types(written: Node) -> list[Part]:
    """Give the edits that make a type owned."""
    found = [(one.start_byte, one.end_byte, owned_type(one)) for one in references(written)]
    return [] if any(not text for *_, text in found) else found


def copied(place: str, inner: Node | None, *, lent: bool = True) -> str:
    """Give the expression that copies what a reference points to; `lent` says whether the text is a reference."""
    kind = text_of(inner)
    if kind in _COPIES:
        return _COPIES[kind].replace("{}", place)
    if inner is not None and inner.type == "array_type" and inner.child_by_field_name("length") is None:
        return f"{place}.to_vec()"
    if kind in COPIED:
        return f"*{place}" if lent else place
    return f"{place}.clone()"


def mapped(copy: str) -> str:
    """Give the call that copies each `x` of an option, a result or an iterator."""
    return {"*x": ".copied()", "x.clone()": ".cloned()"}.get(copy, f".map(|x| {copy})")


def stripped(node: Node, inner: Node | None) -> str:
    """Give the value itself in the place of a reference to it; empty where only a copy can be given."""
    if node.type == "reference_expression":
        value = node.child_by_field_name("value")
        while value is not None and value.type == "parenthesized_expression" and value.named_children:
            value = value.named_children[0]
        if value is None or value.type in {"index_expression", "unary_expression"}:
            return ""
        if value.type == "array_expression":
            return f"vec!{text_of(value)}" if inner is not None and inner.type == "array_type" else text_of(value)
        return text_of(value)
    if node.type == "call_expression" and (called_name := method(node)) in _VIEWS:
        called = node.child_by_field_name("function")
        value = called.child_by_field_name("value") if called is not None else None
        return text_of(value) + _VIEWS[called_name]
    return ""


def method(node: Node) -> str:
    """Give the name of the method that a call calls; empty for everything else."""
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    return text_of(called.child_by_field_name("field")) if called is not None else ""
