"""A call with too few arguments: the missing ones from what is at hand."""

import re
from collections.abc import Iterator, Sequence
from operator import contains
from typing import Final

from tree_sitter import Node

from ferrule.facts.finding import Edit
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.fitting import neutral
from ferrule.repair.moves.shapes.lists import Part, elements, insertion, joined, split
from ferrule.repair.moves.shapes.mirrored import mirrored
from ferrule.repair.moves.shapes.other_uses import argument_elsewhere
from ferrule.repair.moves.shapes.values import Choice, Want, choices, combined
from ferrule.syntax.items import Item, Param, text_of

ID: Final = "fill-argument"
CODES: Final = frozenset({"E0061", "E0057", "E0060"})
_HOLE: Final = re.compile(r"/\*\s*(.*?)\s*\*/$", re.DOTALL)
_TYPED: Final = re.compile(r"`([^`]+)`")
_NAME: Final = re.compile(r"[A-Za-z_]\w*")
_MOST: Final = 6
_ENOUGH: Final = 2


def propose(case: Case) -> Iterator[Offer]:
    """Fill the holes of the compiler's own form of the call; where all arguments stay, only the missing are put in."""
    call = _call(case)
    arguments = call.child_by_field_name("arguments") if call is not None else None
    if call is None or arguments is None:
        return
    for suggestion in case.error.suggestions:
        if suggestion.applicability != "HasPlaceholders" or len(suggestion.edits) != 1:
            continue
        words = _whole(case, arguments, suggestion.edits[0])
        form = split(words[1:-1]) if words[:1] == "(" and words[-1:] == ")" else ()
        holes = [at for at, one in enumerate(form) if _HOLE.match(one)]
        if holes:
            yield from _mirrored(case, arguments, form)
            yield from _filled(case, call, arguments, form, holes)


def _whole(case: Case, arguments: Node, edit: Edit) -> str:
    """Give the list with its brackets under an edit, which may replace all of it or a part."""
    start, end = arguments.start_byte, arguments.end_byte
    if not start <= edit.byte_start <= edit.byte_end <= end:
        return edit.replacement.strip()
    return case.text.at(start, edit.byte_start) + edit.replacement.strip() + case.text.at(edit.byte_end, end)


def _call(case: Case) -> Node | None:
    """Give the call whose callee the error points at."""
    node: Node | None = case.node
    while node is not None and node.type != "call_expression":
        node = node.parent
    while node is not None:
        called = node.child_by_field_name("function")
        if called is not None and called.end_byte >= case.spot.byte_end:
            return node
        node = node.parent
        while node is not None and node.type != "call_expression":
            node = node.parent
    return None


def _mirrored(case: Case, arguments: Node, form: Sequence[str]) -> Iterator[Offer]:
    """Treat both operands of a function alike: `cmp(&other.n)` asks for `cmp(&self.n, &other.n)`."""
    inside = elements(arguments)
    if len(inside) != 1 or len(form) != len(inside) + 1:
        return
    if (made := mirrored(inside[0], text_of(inside[0]))) is not None:
        words, is_first = made
        part = insertion(case.text, arguments, 0 if is_first else 1, words)
        yield case.replace(LIKELY - 1, f"the same of the other operand is missing: `{words}`", part)


def _filled(case: Case, call: Node, arguments: Node, form: Sequence[str], holes: Sequence[int]) -> Iterator[Offer]:
    inside = elements(arguments)
    taken = frozenset(text_of(one).lstrip("&*").removeprefix("mut ") for one in inside)
    callee = callee_of(case)
    count = 0
    for extra, places in _places(call, form, holes, callee):
        wants = _wants(case, call, form, places, holes)
        more = [_known(case, call, want, at) for want, at in zip(wants, places, strict=True)]
        for rank, values in combined(choices(case, call, wants, taken, more)):
            if (count := count + 1) > _MOST:
                return
            said = ", ".join(values)
            parts = _edits(case, arguments, places, values)
            yield case.replace(rank + extra, f"an argument is missing: `{said}`", *parts)
    if count == 0 or [one for at, one in enumerate(form) if at not in holes] == [text_of(one) for one in inside]:
        return
    wants = _wants(case, call, form, holes, holes)
    for rank, values in combined(choices(case, call, wants, taken)):
        filled = dict(zip(holes, values, strict=True))
        words = ", ".join(filled.get(at, one) for at, one in enumerate(form))
        part = (arguments.start_byte, arguments.end_byte, f"({words})")
        yield case.replace(max(rank, POSSIBLE), f"missing and swapped arguments: `{words}`", part)
        return


def _places(
    call: Node, form: Sequence[str], holes: Sequence[int], callee: Item | None
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield which arguments may be missing, with what is added to the rank: by name first, then as the compiler says.

    Of arguments of one type the compiler takes the last one for missing; a variable with the name of a parameter says
    more.
    """
    params = parameters(call, callee)
    inside = elements(call.child_by_field_name("arguments") or call)
    if len(holes) == 1 and len(params) == len(form) == len(inside) + 1:
        said = [{name.lstrip("_") for name in _NAME.findall(text_of(one))} for one in inside]
        names = [one.pattern.removeprefix("mut ").lstrip("_") for one in params]
        scored = [(sum(map(contains, said, [*names[:at], *names[at + 1 :]])), at) for at in range(len(params))]
        best, here = max(scored)[0], scored[holes[0]][0]
        better = [at for score, at in scored if score == best]
        if best > here and len(better) <= _ENOUGH:
            yield from ((-2, (at,)) for at in better)
            yield 6, tuple(holes)
            return
    yield 0, tuple(holes)


def _edits(case: Case, arguments: Node, places: Sequence[int], values: Sequence[str]) -> tuple[Part, ...]:
    if not elements(arguments):
        return (insertion(case.text, arguments, 0, ", ".join(values)),)
    numbered = zip(places, values, strict=True)
    return joined([insertion(case.text, arguments, at - n, value) for n, (at, value) in enumerate(numbered)])


def parameters(call: Node, callee: Item | None) -> tuple[Param, ...]:
    """Give the parameters that the arguments of a call stand for; none where the callee is not known."""
    params = callee.params if callee is not None else ()
    called = call.child_by_field_name("function")
    if params and params[0].pattern == "self" and called is not None and called.type == "field_expression":
        return params[1:]
    return params


def _wants(case: Case, call: Node, form: Sequence[str], places: Sequence[int], holes: Sequence[int]) -> list[Want]:
    """Give name and type of what is missing: from the definition in the crate, else from the labels of the error."""
    params = parameters(call, callee_of(case))
    said = [of_type for spot in case.spots("missing") for of_type in _TYPED.findall(spot.label)]
    types = said if len(said) == len(holes) and tuple(places) == tuple(holes) else [""] * len(places)
    found = []
    for at, of_type in zip(places, types, strict=True):
        known = params[at] if len(params) >= len(form) else None
        by_hole = "" if of_type else _hole_name(form[at])
        pattern = known.pattern.removeprefix("mut ") if known is not None else by_hole
        written = known.type if known is not None and known.pattern != "self" else ""
        found.append(Want(pattern if pattern.isidentifier() else "", of_type or written))
    return found


def _hole_name(hole: str) -> str:
    found = _HOLE.match(hole)
    return found[1] if found is not None and found[1].isidentifier() and found[1] != "value" else ""


def callee_of(case: Case) -> Item | None:
    """Give the function of the workspace that is called; None where it is not one."""
    for spot in case.spots("defined here"):
        text = case.open(spot.path) if spot.primary else None
        item = text.item(spot.byte_start) if text is not None else None
        if item is not None and item.kind == "fn" and item.name_start == spot.byte_start:
            return item
    return None


def _known(case: Case, call: Node, want: Want, at: int) -> list[Choice]:
    """Give what the other calls of the same function pass there, and any value at all for what the callee ignores."""
    found = _alike(case, call, want, at)
    if (text := argument_elsewhere(case, call, at)) is not None:
        found.append(Choice(LIKELY + 2, text))
    value = neutral(want.type)
    if value is not None and _ignored(case, want.name):
        found.append(Choice(LAST, value))
    return found


def _alike(case: Case, call: Node, want: Want, at: int) -> list[Choice]:
    """Give what the other arguments of the call say: `f(p.x, ..)` for a parameter `x` asks for `p.y` at `y`."""
    params = parameters(call, callee_of(case))
    inside = elements(call.child_by_field_name("arguments") or call)
    if not want.name or len(params) != len(inside) + 1:
        return []
    names = [one.pattern.removeprefix("mut ") for number, one in enumerate(params) if number != at]
    pairs = [(name, text_of(one)) for name, one in zip(names, inside, strict=True) if name.isidentifier()]
    forms = {re.sub(rf"(?<=\.){re.escape(name)}\b", want.name, words) for name, words in pairs if f".{name}" in words}
    return [Choice(LIKELY - 1, words) for words in sorted(forms)]


def _ignored(case: Case, name: str) -> bool:
    """Say whether the callee never looks at a parameter, so that any value of its type will do."""
    callee = callee_of(case)
    for spot in case.spots("defined here"):
        text = case.open(spot.path) if spot.primary else None
        if text is not None and callee is not None and callee.body is not None:
            words = text.at(*callee.body)
            return not name or name.startswith("_") or re.search(rf"\b{re.escape(name)}\b", words) is None
    return False
