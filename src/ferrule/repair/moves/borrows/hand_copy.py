"""What is handed to a call belongs to what the call may change: it gets a copy of it, made right before (P16).

`self.finish(job)`, with `job` lent from `self.state`, becomes `let job = job.clone(); self.finish(&job)`. A list that
is run through while the whole is changed, but never the list, is copied for the loop.
"""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import Conflict, arguments_around, chain, conflict, new_line
from ferrule.repair.moves.borrows.copies import copies
from ferrule.repair.moves.borrows.footprint import footprint
from ferrule.repair.moves.borrows.hoist_read import called
from ferrule.repair.moves.borrows.places import place_of
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.crate_index import placed_items
from ferrule.repair.moves.move import LAST, LIKELY
from ferrule.repair.moves.types.expressions import filled
from ferrule.repair.moves.types.typewords import read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import statement_around

ID: Final = "hand-a-copy"
CODES: Final = frozenset({"E0499", "E0502"})
_OWNED: Final = {"str": "{}.to_owned()", "[]": "{}.to_vec()", "Path": "{}.to_path_buf()"}


def propose(case: Case) -> Iterator[Offer]:
    """Copy the argument before the call, or the list before the loop."""
    found = conflict(case)
    if found is None or found.first is None or found.later is None:
        return
    yield from _for_loop(case, found)
    call = chain(found.now)
    if call.type != "call_expression":
        call = next((one for _, one in arguments_around(found.now)), call)
    listed = call.child_by_field_name("arguments") if call.type == "call_expression" else None
    if listed is None or not _within(found.later, listed) or found.later == found.now:
        return
    argument = next((one for one in listed.named_children if _within(found.later, one)), None)
    inner = (
        argument.named_children[-1] if argument is not None and argument.type == "reference_expression" else argument
    )
    if argument is None or inner is None or place_of(inner) is None or "mut " in text_of(argument)[:5]:
        return
    yield from _argument(case, call, argument, inner)


def _argument(case: Case, call: Node, argument: Node, inner: Node) -> Iterator[Offer]:
    start = statement_around(call)
    if start is None or _wants_change(case, call, argument):
        return
    [told] = case.probe(case.text, [(inner.start_byte, inner.end_byte)])
    known = read_type(told)
    is_lent = known.head in {"&", "&mut"} and bool(known.args)
    target = known.args[0] if is_lent else known
    if not told or (not is_lent and inner == argument) or target.head.startswith("dyn "):
        return
    is_copied = copies(case, target)
    form = _copy(target.head, known.head) if not is_copied else "*{}" if is_lent else "{}"
    name = text_of(inner) if inner.type == "identifier" else called(inner)
    let = f"let {name} = {filled(form, inner)};"
    edits = [(argument.start_byte, argument.end_byte, f"&{name}")]
    above = call.parent
    message = "what is handed over may change meanwhile: a copy of it is handed over"
    if above is not None and above.type == "match_arm":
        edits = [(call.start_byte, call.start_byte, f"{{ {let} "), *edits, (call.end_byte, call.end_byte, " }")]
    elif above is not None and above.type in {"expression_statement", "block"}:
        edits = [(start.start_byte, start.start_byte, f"{let}{new_line(case, start.start_byte)}"), *edits]
    else:
        return
    yield case.replace(LIKELY if is_copied else LAST, message, *edits)


def _copy(target: str, known: str) -> str:
    """Give how the value is copied; through `&mut` of a type that nobody knows, the value itself is named."""
    plain = _OWNED.get(target, "{}.clone()")
    is_sure = target in _OWNED or target in {"String", "Vec", "HashMap"}
    return "(*{}).clone()" if known == "&mut" and not is_sure else plain


def _wants_change(case: Case, call: Node, argument: Node) -> bool:
    """Say whether the function may change what it is handed, as far as its signature in the crate tells."""
    function, listed = call.child_by_field_name("function"), call.child_by_field_name("arguments")
    name = text_of(function.child_by_field_name("field") or function) if function is not None else ""
    own = [one for one in placed_items(case) if one.item.kind == "fn" and one.item.name == name.rpartition("::")[2]]
    if len(own) != 1 or listed is None:
        return True
    params, at = own[0].item.params, listed.named_children.index(argument)
    is_method = function is not None and function.type == "field_expression"
    at += 1 if is_method and params and params[0].pattern == "self" else 0
    return at >= len(params) or not params[at].type.startswith("&") or "mut " in params[at].type[:12]


def _for_loop(case: Case, found: Conflict) -> Iterator[Offer]:
    """Yield the copy of a list that is run through, where nothing writes to a place of its name."""
    loop = enclosing(found.now, "for_expression", "function_item")
    value = loop.child_by_field_name("value") if loop is not None and loop.type == "for_expression" else None
    if loop is None or value is None or found.later is None or not _within(found.later, value):
        return
    place = value.named_children[-1] if value.type == "reference_expression" else value
    if place.type == "call_expression":
        inside = place.child_by_field_name("function")
        is_run = inside is not None and text_of(inside.child_by_field_name("field")) == "iter"
        place = inside.child_by_field_name("value") or place if inside is not None and is_run else place
    known, body = place_of(place), loop.child_by_field_name("body")
    if known is None or body is None or "mut " in text_of(value)[:5] or len(known) < len(("holder", "list")):
        return
    if any(known[-1] in one for one in footprint(case, [body]).writes):
        return
    yield case.replace(LAST, "the loop runs through a copy of the list", (place.end_byte, place.end_byte, ".clone()"))


def _within(node: Node, outer: Node) -> bool:
    return outer.start_byte <= node.start_byte and node.end_byte <= outer.end_byte
