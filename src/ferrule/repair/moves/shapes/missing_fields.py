"""A struct literal that leaves out fields: the missing ones from what is at hand, or from a whole other value."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.fitting import head, neutral, plain
from ferrule.repair.moves.shapes.fresh_values import fresh_value
from ferrule.repair.moves.shapes.lists import elements, insertion, joined
from ferrule.repair.moves.shapes.other_literals import constant_elsewhere, field_name, makes_new, values_elsewhere
from ferrule.repair.moves.shapes.other_uses import agreed
from ferrule.repair.moves.shapes.owners import declared_fields, implements_default, self_type
from ferrule.repair.moves.shapes.scope import locals_at
from ferrule.repair.moves.shapes.values import Choice, Want, choices, combined, unaliased
from ferrule.syntax.items import Field, text_of
from ferrule.syntax.variables import around_function

ID: Final = "fill-field"
CODES: Final = frozenset({"E0063"})
_MOST: Final = 6


def propose(case: Case) -> Iterator[Offer]:
    """Fill each missing field; where the type has a default and much is missing, take the rest from that."""
    literal = literal_at(case.node)
    body = literal.child_by_field_name("body") if literal is not None else None
    if literal is None or body is None:
        return
    fields = declared_fields(case, literal) or _told(case)
    given = {field_name(one) for one in elements(body)}
    missing = [one for one in fields if one.name not in given and _named(case, one.name)]
    if not missing:
        return
    wants = [Want(one.name, one.type) for one in missing]
    taken = frozenset(text_of(one.child_by_field_name("value") or one) for one in elements(body))
    more = [_known(case, literal, body, one, fields) for one in missing]
    for number, (rank, values) in enumerate(combined(choices(case, literal, wants, taken, more))):
        if number < _MOST:
            yield _offer(case, body, fields, dict(zip([one.name for one in missing], values, strict=True)), rank)
    yield from _rest(case, literal, body, missing)


def _told(case: Case) -> tuple[Field, ...]:
    """Give the fields that the error itself names, for a type of another crate: their types are not known."""
    return tuple(Field(name, "", "", 0, 0) for name in case.quoted[:-1] if name.isidentifier())


def literal_at(node: Node | None) -> Node | None:
    """Give the struct literal that a place belongs to; None where there is none."""
    while node is not None and node.type != "struct_expression":
        node = node.parent
    return node


def _named(case: Case, name: str) -> bool:
    """Say whether the error speaks of the field; it does not name all of many."""
    return "other field" in case.error.message or f"`{name}`" in case.error.message


def _offer(case: Case, body: Node, fields: Sequence[Field], values: dict[str, str], rank: int) -> Offer:
    """Put each field where it stands in the declaration, as far as the literal follows that order."""
    order = [one.name for one in fields]
    present = [field_name(one) for one in elements(body)]
    said = ", ".join(name if name == value else f"{name}: {value}" for name, value in values.items())
    if not present:
        return case.replace(rank, f"fields are missing: `{said}`", insertion(case.text, body, 0, said))
    parts = []
    for name, value in values.items():
        before = [at for at, other in enumerate(present) if other in order and order.index(other) < order.index(name)]
        known = any(other in order for other in present)  # else the declaration lies in another crate
        at = max(before, default=-1) + 1 if known else len(present)
        parts.append(insertion(case.text, body, at, name if name == value else f"{name}: {value}"))
    return case.replace(rank, f"a field is missing: `{said}`", *joined(parts))


def _known(case: Case, literal: Node, body: Node, field: Field, fields: Sequence[Field]) -> list[Choice]:
    """Give what the other fields, other literals of the type, and the type itself say of the value."""
    found = [Choice(LIKELY - 5 + 2 * near, words) for near, words in enumerate(alike(body, field.name))]
    left = [one.name for one in locals_at(literal) if one.uses == 0 and not one.name.startswith(("_", "self"))]
    if len(left) == 1:
        found += [Choice(LIKELY - 6, words) for words in alike(body, left[0])[:1] if words != left[0]]
    if (text := agreed(values_elsewhere(case, literal, field.name))) is not None:
        found.append(Choice(LIKELY + 1, text))
    types = {one.name: plain(one.type) for one in fields}
    values = [(field_name(one), text_of(one.child_by_field_name("value"))) for one in elements(body)]
    same = {value for name, value in values if value and types.get(name) == plain(field.type)}
    of_type = unaliased(case, field.type)
    empty = neutral(of_type)
    if not makes_new(literal):
        return found
    if (constant := constant_elsewhere(case, literal, field.name)) is not None:
        return [*found, Choice(LIKELY + 2, constant)]
    if empty is not None and empty in same:
        return [*found, Choice(POSSIBLE - 4, empty)]
    if empty in {"0", "0.0"}:
        return found  # nobody names the number
    fresh = fresh_value(case, literal, field.type)
    return found if fresh is None else [*found, Choice(POSSIBLE + 4, fresh)]


def alike(body: Node, name: str) -> list[str]:
    """Give what the other fields say: `x: p.x`, `y: f(y)`, `a1: g(b1)` `c: my_c` ask for the same with this name."""
    found: dict[str, None] = {}
    stem, number = _parts(name)
    for one in elements(body):
        other, value = field_name(one), text_of(one.child_by_field_name("value"))
        if not value or not other or "\n" in value or value == other:
            continue
        words = re.sub(rf"(?<![A-Za-z0-9]){re.escape(other)}(?![A-Za-z0-9])", name, value)
        other_stem, other_number = _parts(other)
        if words == value and number and other_number and stem == other_stem:
            words = re.sub(rf"(?<=[A-Za-z_]){other_number}\b", number, value)
        if words != value:
            found[words] = None
            found.setdefault(f"{words}.clone()" if re.fullmatch(r"self\.\w+", words) else words)
            found.setdefault(words.removesuffix(".clone()"))
    return list(found)


def _parts(name: str) -> tuple[str, str]:
    """Give a name without the digits at its end, and those."""
    stem = name.rstrip("0123456789")
    return stem, name[len(stem) :]


def _rest(case: Case, literal: Node, body: Node, missing: Sequence[Field]) -> Iterator[Offer]:
    """Take the rest from another value of the type, or from its default."""
    name, own = text_of(literal.child_by_field_name("name")), head(self_type(literal))
    of_type = own if name == "Self" else head(name)
    present = elements(body)
    if "base_field_initializer" in {one.type for one in present} or "::" in name or not of_type:
        return
    for one in locals_at(literal):
        its_type = head(one.type.lstrip("&").removeprefix("mut "))
        if own == of_type if one.name == "self" else its_type in {of_type, "Self" if own == of_type else of_type}:
            for words in (f"..{one.name}", f"..*{one.name}"):
                part = _closed(insertion(case.text, body, len(present), words))
                yield case.replace(POSSIBLE, f"the other fields as in `{one.name}`", part)
    around = around_function(literal)
    makes_default = around is not None and text_of(around.child_by_field_name("name")) == "default"
    if not makes_default and implements_default(case, of_type) and not any(alike(body, one.name) for one in missing):
        part = _closed(insertion(case.text, body, len(present), "..Default::default()"))
        rank = LIKELY + 5 if len(missing) > 1 else POSSIBLE + 2
        yield case.replace(rank, "the other fields by default", part)


def _closed(part: tuple[int, int, str]) -> tuple[int, int, str]:
    """Give the edit without a comma behind `..other`, which the grammar does not allow."""
    return part[0], part[1], part[2].removesuffix(",")
