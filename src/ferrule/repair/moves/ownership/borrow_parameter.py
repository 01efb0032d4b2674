"""A function takes a value that it only looks at: it borrows it, and all its callers lend it (P05, P15)."""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import SURE
from ferrule.repair.moves.ownership.callees import Callee, argument_at, callees, calls, parameter_at
from ferrule.repair.moves.ownership.changed_only import is_changed_only
from ferrule.repair.moves.ownership.endings import is_noticed
from ferrule.repair.moves.ownership.given import given, type_of
from ferrule.repair.moves.ownership.lent_forms import Form, borrowed, parameters, receiver
from ferrule.repair.moves.types.expressions import filled
from ferrule.syntax.items import text_of
from ferrule.syntax.macros import closed

ID: Final = "borrow-parameter"
CODES: Final = frozenset({"E0382", "E0505", "E0507", "E0161"})
_ENDING: Final = re.compile(r"^(?:into|close|finish|shutdown|destroy|release|unlock|join|leak)(?:_|$)")
"""Names of functions that are there to end a value: after them it must not be used."""
_MESSAGES: Final = {Form.CHANGE: "changes it in its place"}


def propose(case: Case) -> Iterator[Offer]:
    """Change the signature, those of the same trait, and the calls, in one step; the body is for the compiler."""
    lost = given(case)
    if lost is None or lost.call is None or type_of(case).replace(" ", "").startswith("Option<&mut"):
        return  # through `&Option<&mut T>` nothing could be changed
    found = callees(case, lost.call, type_of(case))
    at = parameter_at(lost.call, found[0], lost.position) if found else 0
    if not found or any(not _may_borrow(case, one, at) for one in found):
        return
    seen: set[str] = set()
    for form in Form:
        made = [edit for one in found if (edit := _signature(case, one, at, form)) is not None]
        key = "|".join(edit.replacement for edit in made)
        if form is Form.CHANGE and _is_copied(case, found[0], at):
            continue  # a caller gives a copy: what it has is not to be changed
        if len(made) == len(found) and key not in seen:
            seen.add(key)
            message = f"`{found[0].item.name}` {_MESSAGES.get(form, 'only looks at it')}: its callers lend it"
            within = [edit for one in found for edit in _loops(one, at)]
            yield case.offer(SURE + len(seen) - 1, message, (*made, *within, *_lent(case, found[0], at, form)))


def _may_borrow(case: Case, callee: Callee, at: int) -> bool:
    """Say whether nobody can tell when the value ends, and the function is not its end by name or by what it does."""
    if at >= len(callee.item.params) or _ENDING.search(callee.item.name):
        return False
    one = callee.item.params[at]
    words = f"{type_of(case)} {callee.owner.type if one.pattern == 'self' and callee.owner else one.type}"
    body = callee.placed.text.at(*callee.item.body) if callee.item.body else ""
    return not is_noticed(case, words) and not re.search(rf"\b(?:drop|forget)\(\s*{re.escape(one.pattern)}\s*\)", body)


def _signature(case: Case, callee: Callee, at: int, form: Form) -> Edit | None:
    """Give the edit of one parameter; None where it cannot be borrowed in this form."""
    one, text = callee.item.params[at], callee.placed.text
    if form is Form.CHANGE and not is_changed_only(callee, at):
        return None
    if one.pattern == "self":
        written = receiver(one, form)
        return text.edit(one.start, one.end, written) if written else None
    is_open = one.type.startswith("impl ") or one.type in parameters(callee.item)
    if is_open and any(other.edits and other.edits[0].replacement == "&" for other in case.error.suggestions):
        return None  # rustc itself says that a reference will do
    old = text.at(one.start, one.end)
    written = borrowed(one, form, changes=old.startswith("mut "))
    return text.edit(one.start, one.end, written) if written and "#" not in old else None


def _lent(case: Case, callee: Callee, at: int, form: Form) -> Iterator[Edit]:
    """Yield the edits of the arguments; a copy that was made for the call only is no longer made."""
    for text, call in calls(case, callee):
        old = _argument(call, callee, at)
        if old is None:
            continue
        value = _uncopied(old)
        whole = filled(f"{form.mark}{{}}", old)
        if old != value:
            yield text.edit(old.start_byte, old.end_byte, closed(form.mark + text_of(value)))
        elif whole == form.mark + text_of(old):
            yield text.edit(old.start_byte, old.start_byte, form.mark)
        else:
            yield text.edit(old.start_byte, old.end_byte, closed(whole))


def _is_copied(case: Case, callee: Callee, at: int) -> bool:
    """Say whether a call gives a copy that was made for it."""
    for _, call in calls(case, callee):
        old = _argument(call, callee, at)
        if old is not None and _uncopied(old) != old:
            return True
    return False


def _argument(call: Node, callee: Callee, at: int) -> Node | None:
    place, listed = argument_at(call, callee, at), call.child_by_field_name("arguments")
    values = [one for one in listed.named_children if not one.type.endswith("comment")] if listed else []
    return values[place] if 0 <= place < len(values) else None


def _loops(callee: Callee, at: int) -> Iterator[Edit]:
    """Yield the edits of loops over `&x`: what is a reference already needs no other one."""
    text, body, name = callee.placed.text, callee.item.body, callee.item.params[at].pattern
    words = text.source[body[0] : body[1]] if body is not None else b""
    for found in re.finditer(rb"\bin (&)%s\s*\{" % re.escape(name.encode()), words):
        start = found.start(1) + (body[0] if body is not None else 0)
        yield text.edit(start, start + 1, "")


def _uncopied(value: Node) -> Node:
    function = value.child_by_field_name("function") if value.type == "call_expression" else None
    if function is None or text_of(function.child_by_field_name("field")) != "clone":
        return value
    return function.child_by_field_name("value") or value
