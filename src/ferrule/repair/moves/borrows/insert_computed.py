"""A value that is computed while its place in the map is lent: it is computed first, and put in then (P16).

`*self.seen.entry(n).or_insert_with(|| self.work(n))` asks whether the key is there, computes, inserts, and looks again.
"""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import Conflict, before, conflict, fresh_name, is_conditional
from ferrule.repair.moves.borrows.copies import copies
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.places import place_of
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY
from ferrule.repair.moves.types.expressions import ancestors, walk
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.uses import closure_around, statement_around

ID: Final = "compute-then-insert"
CODES: Final = frozenset({"E0499", "E0500", "E0501", "E0502", "E0503", "E0506"})
_COPYING: Final = frozenset({"clone", "to_string", "to_owned", "to_vec"})
_OPTION: Final = "get_or_insert_with"
_LEAVING: Final = frozenset({"return_expression", "try_expression", "await_expression"})


def propose(case: Case) -> Iterator[Offer]:
    """Take apart what `entry` does in one step."""
    found = conflict(case)
    for node in (found.now, found.first) if found is not None else ():
        call = node and next((one for one in (node, *ancestors(node)) if _is_filling(one)), None)
        if found is not None and call:
            yield from _apart(case, found, call)
            return


def _is_filling(node: Node) -> bool:
    called = node.child_by_field_name("function") if node.type == "call_expression" else None
    return called is not None and text_of(called.child_by_field_name("field")) in {"or_insert_with", _OPTION}


def _apart(case: Case, found: Conflict, call: Node) -> Iterator[Offer]:
    owner, key, made = _parts(call)
    start = statement_around(call)
    if owner is None or made is None or start is None or place_of(owner) is None:
        return
    is_once = not is_conditional(call, start) and closure_around(call, found.function) is None
    keys = [key] if key is not None else []
    if not is_once or not footprint(case, [*keys, *before(call, start)]).is_quiet:
        return
    if any(one.type in _LEAVING for one in walk(made)):
        return
    name, value, blanks = text_of(owner), fresh_name(found, "computed"), "\n" + case.text.indent(start.start_byte)
    missing, filling, again = f"{name}.is_none()", f"{name} = Some({value});", f"{name}.as_mut().unwrap()"
    if key is not None:
        asked, given = _keys(case, key)
        if not asked:
            return
        missing, filling = f"!{name}.contains_key({asked})", f"{name}.insert({given}, {value});"
        again = f"{name}.get_mut({asked}).unwrap()"
    lines = (f"if {missing} {{", f"    let {value} = {text_of(made)};", f"    {filling}", "}")
    yield case.replace(
        LIKELY,
        "the value is computed first, and put in then",
        (start.start_byte, start.start_byte, blanks.join(lines) + blanks),
        (call.start_byte, call.end_byte, again),
    )


def _parts(call: Node) -> tuple[Node | None, Node | None, Node | None]:
    """Give the map, the key and what the closure computes, of `map.entry(key).or_insert_with(|| value)`.

    Of `option.get_or_insert_with(|| value)` there is no key.
    """
    called, given = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    closure = given.named_children[0] if given is not None and len(given.named_children) == 1 else None
    entry = called.child_by_field_name("value") if called is not None else None
    if called is not None and text_of(called.child_by_field_name("field")) == _OPTION:
        is_made = closure is not None and closure.type == "closure_expression"
        return entry, None, closure.child_by_field_name("body") if closure is not None and is_made else None
    inner = entry.child_by_field_name("function") if entry is not None and entry.type == "call_expression" else None
    keys = entry.child_by_field_name("arguments") if entry is not None and inner is not None else None
    if closure is None or closure.type != "closure_expression" or keys is None or len(keys.named_children) != 1:
        return None, None, None
    if inner is None or text_of(inner.child_by_field_name("field")) != "entry":
        return None, None, None
    return inner.child_by_field_name("value"), keys.named_children[0], closure.child_by_field_name("body")


def _keys(case: Case, key: Node) -> tuple[str, str]:
    """Give the key as it is asked for, and as it is put in; empty where it cannot be told."""
    called = key.child_by_field_name("function") if key.type == "call_expression" else None
    source = called.child_by_field_name("value") if called is not None else None
    if source is not None and called is not None and text_of(called.child_by_field_name("field")) in _COPYING:
        [told] = case.probe(case.text, [(source.start_byte, source.end_byte)])
        return text_of(source) if read_type(told).head == "&" else f"&{text_of(source)}", text_of(key)
    [told] = case.probe(case.text, [(key.start_byte, key.end_byte)])
    if not told:
        return "", ""
    if copies(case, read_type(told)):
        return f"&{text_of(key)}", text_of(key)
    return (f"&{text_of(key)}", f"{text_of(key)}.clone()") if place_of(key) is not None else ("", "")
