"""Refuse copies that have a name and are only changed, and changes that a `move` closure makes to its own copy."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.repair import Refusal
from ferrule.repair.guard.rule import Change, Example, Verdict
from ferrule.syntax.items import text_of
from ferrule.syntax.macros import opened
from ferrule.syntax.tree import parse
from ferrule.syntax.uses import Access, access, place
from ferrule.syntax.variables import Variable, around_function, variables

_BEFORE: Final = "fn f() -> V { let mut d = v(); t(move || { d.push(4); }); d }"
_AFTER: Final = "fn f() -> V { let mut d = v(); %s t(move || { %s }); d }"
_GIVEN: Final = "fn g(mut p: V) -> usize { %s }\nfn f(a: V) { g(%s); h(a); }"
_KEPT: Final = "fn g(mut p: V) { p.push(1); }\nfn f(a: V, b: V) { g(a.clone());\ng(%s); h(a, b); }"
_METHOD: Final = "impl A { fn g(mut self) -> B { self.left -= 1; %s } }\nfn f(a: A) -> B { let b = %s.g(); b }"
_COUNT: Final = "fn f() -> u8 { let mut n = 0; t(%s|| { n += 1; }); %s }"

EXAMPLES: Final = (
    Example(_BEFORE, _AFTER % ("let mut e = d.clone();", "e.push(4);"), "changes-copy"),
    Example(_BEFORE, _AFTER % ("let mut e = d.clone();", "e[0] += 1; k(&mut e);"), "changes-copy"),
    Example(_BEFORE, _AFTER % ("let mut e = d.clone();", "*e.entry(1).or_insert(0) += 1"), "changes-copy"),
    Example(_BEFORE, _AFTER % ("let mut e = d.to_vec();", "e.push(4)"), "changes-copy"),
    Example(_BEFORE, _AFTER % ("let mut e = d.clone();", "e.push(4); k(e);"), None),
    Example(_BEFORE, _AFTER % ("let mut e = d.clone();", 'e.sort(); println!("{e:?}");'), None),
    Example(_BEFORE, _AFTER % ("let mut e = d.clone();", "e.pop()"), None),
    Example(_BEFORE, _AFTER % ("let mut e = d.clone();", "e.send(4);"), None),
    Example(_BEFORE, _AFTER % ("let e = d.clone();", "e.show();"), None),
    Example(_AFTER % ("let e = d.clone();", "e.go();"), _AFTER % ("let mut e = d.clone();", "e.go();"), "changes-copy"),
    Example(_GIVEN % ("p.push(1); 0", "a"), _GIVEN % ("p.push(1); 0", "a.clone()"), "changes-copy"),
    Example(_GIVEN % ("p.push(1); p.len()", "a"), _GIVEN % ("p.push(1); p.len()", "a.clone()"), None),
    Example(_KEPT % "b", _KEPT % "b.clone()", None),
    Example(_GIVEN % ("p.left -= 1; p.left", "a"), _GIVEN % ("p.left -= 1; p.left", "a.clone()"), "changes-copy"),
    Example(_GIVEN % ("p.left -= 1; k(p)", "a"), _GIVEN % ("p.left -= 1; k(p)", "a.clone()"), None),
    Example(_METHOD % ("self.left", "a"), _METHOD % ("self.left", "a.clone()"), "changes-copy"),
    Example(_METHOD % ("self", "a"), _METHOD % ("self", "a.clone()"), None),
    Example(_COUNT % ("", "n"), _COUNT % ("move ", "n"), "changes-copy"),
    Example(_COUNT % ("", "1"), _COUNT % ("move ", "1"), None),
)
_COPIES: Final = frozenset({"clone", "to_vec", "to_owned"})
_WORDS: Final = re.compile(rb"\b(?:clone|to_vec|to_owned|move)\b")
_MARKED: Final = frozenset({"call_expression", "closure_expression"})
_UP: Final = 3
"""From the name of a method over its field expression to the call."""
_SILENT: Final = frozenset({
    "append", "clear", "dedup", "extend", "extend_from_slice", "fill", "push", "push_back", "push_front", "push_str",
    "resize", "retain", "reverse", "sort", "sort_by", "sort_by_key", "sort_unstable", "swap", "truncate",
})  # fmt: skip
"""Methods that give nothing, so that they are called for their effect where they are the value of a closure, too."""
_HANDED_ON: Final = frozenset({
    "feed", "flush", "next", "poll", "read", "read_line", "read_to_end", "read_to_string", "recv", "send", "send_all",
    "start_send", "try_send", "write", "write_all", "write_fmt", "write_str",
})  # fmt: skip
"""Methods of handles: a copy of one reaches what the other one reaches."""
_LINKS: Final = frozenset(
    {"field_expression", "call_expression", "try_expression", "await_expression", "unary_expression"}
)
_ASSIGNMENTS: Final = frozenset({"assignment_expression", "compound_assignment_expr"})


def judge(change: Change) -> Verdict:
    """Refuse a copy whose changes nobody sees: those were meant for what is copied."""
    words = change.after.words
    added = [words[at] for at in change.pairing.added if words[at].text in {*_COPIES, "move", "mut"}]
    lines = {(word.text, word.line) for word in added}
    for node in _nodes(parse(opened(change.text)).root_node) if added and _WORDS.search(change.text) else ():
        name, line = _mark(node)
        if name == "move":
            is_lost = (name, line) in lines and _moves_number(node)
        else:
            is_lost = name in _COPIES and _is_only_changed(node, lines)
        if is_lost:
            return Refusal("changes-copy", f"by `{name}`, what is changed is a copy that nobody looks at", line)
    return ()


def _nodes(root: Node) -> Iterator[Node]:
    """Yield the calls and closures with a word of interest, found by that word: a file may be long."""
    for found in _WORDS.finditer(root.text or b""):
        node = root.descendant_for_byte_range(root.start_byte + found.start(), root.start_byte + found.end())
        for _ in range(_UP):
            if node is not None and node.type not in _MARKED:
                node = node.parent
        if node is not None and node.type in _MARKED:
            yield node


def _mark(node: Node) -> tuple[str, int]:
    """Give the name of a method that is called, or the `move` of a closure, and its line; empty for any other node."""
    called = node.child_by_field_name("function")
    if called is not None:
        field = called.child_by_field_name("field") if called.type == "field_expression" else None
        return (text_of(field), field.start_point.row + 1) if field is not None else ("", 0)
    mark = next((one for one in node.children if one.type == "move"), None)
    return ("move", mark.start_point.row + 1) if mark is not None else ("", 0)


def _is_only_changed(copy: Node, lines: set[tuple[str, int]]) -> bool:
    """Say whether what holds a copy, a `let mut` or a parameter, is changed and never looked at.

    Either the copy or the `mut` is new: the compiler suggests the one after the other.
    """
    holder = _bound(copy) or _parameter(copy)
    if holder is None or not holder.is_mutable or not holder.uses:
        return False
    is_given = holder.declaration.type.endswith("parameter")
    if is_given and _copies_given(copy, lines):
        return False  # other callers keep what they have, too
    is_new = _mark(copy) in lines or ("mut", holder.bound.start_point.row + 1) in lines
    return is_new and ((is_given and _spends(holder)) or all(map(_changes, holder.uses)))


def _copies_given(copy: Node, lines: set[tuple[str, int]]) -> bool:
    """Say whether the file had another call of the same function with a copy in it."""
    name = _callee(copy.parent.parent) if copy.parent is not None else ""
    return any(
        one != copy and _mark(one)[0] in _COPIES and _mark(one) not in lines and _callee(one.parent.parent) == name
        for one in _nodes(_root(copy))
        if one.parent is not None and one.parent.type in {"arguments", "field_expression"}
    )


def _callee(call: Node | None) -> str:
    """Give the last name of what is called; empty for what is no call."""
    called = call.child_by_field_name("function") if call is not None else None
    return (
        text_of(called.child_by_field_name("field") or called.child_by_field_name("name") or called) if called else ""
    )


def _bound(copy: Node) -> Variable | None:
    function = around_function(copy)
    known = variables(function) if function is not None else ()
    return next((one for one in known if one.value == copy), None)


def _parameter(copy: Node) -> Variable | None:
    """Give the parameter that a copy is given to; None where its function is not the only one of the name here."""
    above = copy.parent
    name = _callee(above.parent) if above is not None else ""
    if above is None or not name or above.type not in {"arguments", "field_expression"}:
        return None
    same = [one for one in _functions(copy) if text_of(one.child_by_field_name("name")) == name]
    inside = same[0].child_by_field_name("parameters") if len(same) == 1 else None
    kind = "parameter" if above.type == "arguments" else "self_parameter"
    params = [one for one in inside.named_children if one.type == kind] if inside is not None else []
    at = above.named_children.index(copy) if above.type == "arguments" else 0
    known = variables(same[0]) if at < len(params) else ()
    return next((one for one in known if one.declaration == params[at]), None)


def _spends(holder: Variable) -> bool:
    """Say whether a function sets a field of its own copy, tells something of it, and lets it go with the change."""
    is_set = any(access(use) is Access.WRITE and place(use).type == "field_expression" for use in holder.uses)
    is_given = any(access(use) is Access.VALUE and place(use) == use for use in holder.uses)
    return is_set and not is_given


def _root(node: Node) -> Node:
    while node.parent is not None:
        node = node.parent
    return node


def _functions(node: Node) -> Iterator[Node]:
    waiting = [_root(node)]
    while waiting:
        one = waiting.pop()
        if one.type == "function_item":
            yield one
        waiting.extend(one.named_children)


def _changes(use: Node) -> bool:
    """Say whether a use only changes the variable, and what that gives is thrown away."""
    node, kind = place(use), access(use)
    above = node.parent
    if above is None or kind not in {Access.WRITE, Access.BORROW_MUT, Access.RECEIVER}:
        return False
    if kind is Access.WRITE:
        return _is_thrown_away(above)
    if kind is Access.BORROW_MUT:
        call = above.parent.parent if above.parent is not None and above.parent.type == "arguments" else None
        return call is not None and _is_thrown_away(call)
    return text_of(above.child_by_field_name("field")) not in _HANDED_ON and _is_thrown_away(_chain(above))


def _chain(node: Node) -> Node:
    """Give the whole of `x.a().b()?`, with the assignment of which it is the place."""
    while (above := node.parent) is not None:
        is_place = above.type in _ASSIGNMENTS and above.child_by_field_name("left") == node
        if above.type not in _LINKS and not is_place:
            break
        node = above
    return node


def _is_thrown_away(node: Node) -> bool:
    above = node.parent
    if above is None or above.type == "expression_statement":
        return above is not None
    is_value = above.type == "block" or (above.type == "closure_expression" and node.type != "closure_parameters")
    called = node.child_by_field_name("function")
    name = text_of(called.child_by_field_name("field")) if called is not None else ""
    return is_value and (node.type in _ASSIGNMENTS or name in _SILENT)


def _moves_number(closure: Node) -> bool:
    """Say whether a closure sets a variable that is looked at behind it: it can only be copied into the closure."""
    function = around_function(closure)
    for one in variables(function) if function is not None else ():
        inside = [use for use in one.uses if closure.start_byte <= use.start_byte < closure.end_byte]
        is_set = any(access(use) is Access.WRITE and not text_of(place(use)).startswith("*") for use in inside)
        is_own = closure.start_byte <= one.bound.start_byte < closure.end_byte
        if is_set and not is_own and any(use.start_byte >= closure.end_byte for use in one.uses):
            return True
    return False
