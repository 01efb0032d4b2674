"""The value of a type that says nothing: zero, empty, the only one, or what the type itself calls its default (P06)."""

from ferrule.repair.moves.case import Case
from ferrule.repair.moves.shapes.fitting import neutral, only_value
from ferrule.repair.moves.traits.own import head, impls, own_type
from ferrule.repair.moves.types.typewords import Type, read_type

_MOST_DEEP = 4


def neutral_value(case: Case, words: str, depth: int = 0) -> str | None:
    """Give the value of a type that says nothing; None for a type that has none."""
    of_type = read_type(words)
    if not words or depth > _MOST_DEEP:
        return None
    plain = neutral(words) or only_value(words)
    if plain is not None:
        return plain
    if of_type.head in {"()", "[;]", "Box"}:
        return _composed(case, of_type, depth)
    return _own(case, of_type)


def _composed(case: Case, of_type: Type, depth: int) -> str | None:
    parts = [neutral_value(case, one.text, depth + 1) for one in of_type.args]
    known = [one for one in parts if one is not None]
    if not known or len(known) < len(parts):
        return None
    if of_type.head == "()":
        return f"({', '.join(known)}{',' if len(known) == 1 else ''})"
    if of_type.head == "Box":
        return f"Box::new({known[0]})"
    return f"[{known[0]};{of_type.text.rpartition(';')[2]}"


def _own(case: Case, of_type: Type) -> str | None:
    """Give the default of a type of the crate, or its only value."""
    name = head(of_type.text)
    placed = own_type(case, name)
    if placed is None:
        return None
    item = placed.item
    if "Default" in item.derives or any(True for _ in impls(case, "Default", name)):
        return f"{name}::default()"
    is_unit = item.kind == "struct" and item.body is None and not item.generics and not item.is_tuple
    return name if is_unit and not item.fields else None
