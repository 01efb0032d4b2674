"""A value that is only looked at while the place it comes from changes: it is copied out of there (P16).

`let first = &v[0]` becomes `let first = v[0]` for numbers; other values are cloned where nothing else helps.
"""

from collections.abc import Iterator
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.borrows.conflict import Conflict, conflict
from ferrule.repair.moves.borrows.copies import copies
from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY
from ferrule.repair.moves.types.expressions import filled
from ferrule.repair.moves.types.typewords import Type, read_type
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing
from ferrule.syntax.uses import Access, access, place
from ferrule.syntax.variables import Variable

ID: Final = "copy-out"
CODES: Final = frozenset({"E0499", "E0502", "E0503", "E0505", "E0506", "E0510"})
_OWNED: Final = {"str": "{}.to_owned()", "[]": "{}.to_vec()", "Path": "{}.to_path_buf()", "OsStr": "{}.to_os_string()"}


def propose(case: Case) -> Iterator[Offer]:
    """Keep the value and not a reference to it, with each use of the variable brought in line."""
    if case.code == "E0510":
        yield from _scrutinee(case)
        return
    found = conflict(case)
    holder = found.holder if found is not None else None
    if found is not None and holder is None:
        yield from _matched(case, found)
    if holder is None or holder.value is None or "&mut" in text_of(holder.value):
        return
    [told] = case.probe(case.text, [(holder.value.start_byte, holder.value.end_byte)])
    known = read_type(told or text_of(holder.declaration.child_by_field_name("type")))
    if known.head == "&":
        yield from _reference(case, holder, holder.value, known.args[0])
    elif known.head in {"Option", "Vec"} and known.args and known.args[0].head == "&":
        yield from _inside(case, holder.value, holder, known)


def _reference(case: Case, holder: Variable, value: Node, target: Type) -> Iterator[Offer]:
    is_copied = copies(case, target)
    form = "*{}" if is_copied else _OWNED.get(target.head, "{}.clone()")
    if target.head.startswith("dyn "):
        return
    inner = value.named_children[-1] if value.type == "reference_expression" and value.named_children else None
    if inner is not None and not text_of(value).startswith("&&"):
        made = text_of(inner) if is_copied else filled(form, inner)
    else:
        made = filled(form, value)
    edits = [(value.start_byte, value.end_byte, made), *_annotation(holder, is_copied, target)]
    edits += [edit for use in holder.uses for edit in _use(use)]
    message = "its value is copied out of what changes" if is_copied else "it gets a value of its own"
    yield case.replace(LIKELY if is_copied else LAST, message, *edits)


def _matched(case: Case, found: Conflict) -> Iterator[Offer]:
    """Yield the copy of what `if let Some(x) =` and `while let Some(x) =` look at."""
    condition = enclosing(found.first, "let_condition", "block")
    value = condition.child_by_field_name("value") if condition is not None else None
    pattern = condition.child_by_field_name("pattern") if condition is not None else None
    if condition is None or value is None or pattern is None or condition.type != "let_condition":
        return
    bound = [one for one in found.variables if one.bound.parent == pattern]
    if len(bound) != 1 or text_of(pattern) != f"Some({bound[0].name})":
        return
    [told] = case.probe(case.text, [(value.start_byte, value.end_byte)])
    known = read_type(told)
    if known.head != "Option" or not known.args or known.args[0].head != "&":
        return
    is_copied = copies(case, known.args[0].args[0])
    edits = [(value.end_byte, value.end_byte, ".copied()" if is_copied else ".cloned()")]
    edits += [edit for use in bound[0].uses for edit in _use(use)]
    yield case.replace(LIKELY if is_copied else LAST, "its value is copied out of what changes", *edits)


def _scrutinee(case: Case) -> Iterator[Offer]:
    """Yield a copy of what a `match` looks at while a guard of it sets the variable anew."""
    for spot in case.spots("immutable in match guard"):
        place = case.text.node(spot.byte_start, spot.byte_end)
        around = enclosing(place, "match_expression")
        if around is None or around.child_by_field_name("value") != place or place.type != "identifier":
            continue
        [told] = case.probe(case.text, [(place.start_byte, place.end_byte)])
        if copies(case, read_type(told)):
            yield case.replace(
                LIKELY,
                "the value is copied before the guard sets it",
                (place.start_byte, place.end_byte, f"{{ {text_of(place)} }}"),
            )


def _annotation(holder: Variable, is_copied: bool, target: Type) -> list[tuple[int, int, str]]:  # noqa: FBT001 - a fact, not a switch
    written = holder.declaration.child_by_field_name("type")
    if written is None:
        return []
    owned = {"str": "String"}.get(target.head, "_")
    new = text_of(written).removeprefix("&").lstrip() if is_copied else owned
    return [(written.start_byte, written.end_byte, new)]


def _use(use: Node) -> Iterator[tuple[int, int, str]]:
    """Yield what a use becomes when the variable is the value itself: `*x` becomes `x`, an argument `&x`."""
    if use.type.endswith("string_literal"):
        return
    above = use.parent
    if above is not None and above.type == "unary_expression" and text_of(above)[:1] == "*":
        yield (above.start_byte, use.start_byte, "")
        return
    if above is not None and above.type in {"binary_expression", "compound_assignment_expr", "token_tree"}:
        return
    if place(use) == use and access(use) in {Access.VALUE, Access.SCRUTINEE}:
        yield (use.start_byte, use.start_byte, "&")


def _inside(case: Case, value: Node, holder: Variable, known: Type) -> Iterator[Offer]:
    """Yield the same for what is kept in an `Option` or a `Vec`."""
    is_copied = copies(case, known.args[0].args[0])
    call = "copied" if is_copied else "cloned"
    at = value.end_byte
    if known.head == "Vec":
        name = value.child_by_field_name("function") if value.type == "call_expression" else None
        if name is None or ".collect" not in text_of(name):
            return
        at = value.start_byte + len(text_of(name).encode()[: text_of(name).encode().rindex(b".collect")])
        at = len(case.text.source[:at].rstrip())
    written = holder.declaration.child_by_field_name("type")
    edits = [(at, at, f".{call}()")]
    if written is not None and "<&" in text_of(written):
        edits.append((written.start_byte, written.end_byte, text_of(written).replace("<&", "<", 1)))
    yield case.replace(LIKELY if is_copied else LAST, "its values are copied out of what changes", *edits)
