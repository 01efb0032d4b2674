"""A `match` that forgets a case: an arm whose body follows from the other arms, or from what the function does."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tree_sitter import Node

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LAST, LIKELY, POSSIBLE
from ferrule.repair.moves.shapes.arm_forms import called, counted, formed, mapped
from ferrule.repair.moves.shapes.leaving import is_idle_place, leaves, leaving_bodies
from ferrule.repair.moves.shapes.matches import Arm, Missed, added, arms_of, match_at, missed
from ferrule.repair.moves.shapes.owners import enum_of

ID: Final = "add-arm"
CODES: Final = frozenset({"E0004"})
_MOST: Final = 6
_EMPTY: Final = frozenset({"{}", "()", "{ }"})


def propose(case: Case) -> Iterator[Offer]:
    """Add the arm that the others ask for; nothing where no body follows from anything."""
    found = match_at(case)
    missing = missed(case, found) if found is not None else ()
    if found is None or not missing:
        return
    arms = arms_of(found)
    seen: set[str] = set()
    for rank, lines, after in _all_ways(case, found, arms, missing):
        if lines not in seen and len(seen) < _MOST:
            seen.add(lines)
            said = " ".join(lines.split())
            yield case.replace(rank, f"add the missing arm `{said}`", added(case.text, found, after, lines))


def _all_ways(
    case: Case, found: Node, arms: Sequence[Arm], missing: Sequence[Missed]
) -> Iterator[tuple[int, str, Arm | None]]:
    order = enum_of(case, missing[0].words.lstrip("&"), found)
    last = arms[-1] if arms else None
    if (alike := _formed(arms, missing)) is not None:
        yield *alike, _before(arms, order, missing[0].variant) or last
    if len(missing) == 1 and missing[0].variant:
        body = counted(arms, order, missing[0].variant)
        if body is None and not missing[0].names:
            body = mapped(arms, order, missing[0].variant)
        if body is not None:
            yield LIKELY, _arm(arms, missing[0], (), body), _before(arms, order, missing[0].variant)
        if (body := called(arms, missing[0])) is not None:
            yield POSSIBLE - 1, _arm(arms, missing[0], (), body), _before(arms, order, missing[0].variant)
        if (body := _between(arms, order, missing[0].variant)) is not None:
            yield LAST, _arm(arms, missing[0], (), body), _before(arms, order, missing[0].variant)
    for rank, names, body in leaving_bodies(found, arms, missing):
        if len(missing) == 1 and (missing[0].variant or names):
            yield rank, _arm(arms, missing[0], names, body), last
        elif not names:
            patterns = " | ".join(dict.fromkeys(pattern(arms, one, ()) for one in missing))
            whole = "_" if any(not one.variant for one in missing) else patterns
            yield rank, f"{whole} => {body}", last
    yield from _nothing(found, arms, missing)


def pattern(arms: Sequence[Arm], one: Missed, names: Sequence[str]) -> str:
    """Give the pattern of a missing case in the manner of the other arms, with these names bound."""
    if not one.variant:
        return "_" if one.words.lstrip("&") == "_" else one.words
    first = next((arm for arm in arms if any(arm.variants)), None)
    marks = "&" if one.words.startswith("&") and first is not None and first.pattern.startswith("&") else ""
    path = first.prefix if first is not None else one.words.lstrip("&").partition("(")[0].rpartition("::")[0]
    name = marks + (path if not path or path.endswith("::") else f"{path}::") + one.variant
    if one.braces:
        return f"{name} {{ {', '.join(names)} }}" if names and len(names) == len(one.names) else f"{name} {{ .. }}"
    if not one.names:
        return name
    return f"{name}({', '.join(names)})" if names else f"{name}({', '.join('_' for _ in one.names)})"


def _arm(arms: Sequence[Arm], one: Missed, names: Sequence[str], body: str) -> str:
    return f"{pattern(arms, one, names)} => {body}"


def _formed(arms: Sequence[Arm], missing: Sequence[Missed]) -> tuple[int, str] | None:
    """Give rank and an arm for each missing variant, in the form that the others share."""
    lines, rank = [], LIKELY
    for one in missing:
        names = one.names if one.braces else _names(arms, len(one.names))
        body, is_shared = formed(arms, one, names) or ("", True) if one.variant else ("", True)
        if not body:
            return None
        rank = rank if is_shared else LAST
        lines.append(_arm(arms, one, names if any(_speaks(body, name) for name in names) else (), body))
    return rank, ", ".join(lines)


def _speaks(body: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body) is not None


def _names(arms: Sequence[Arm], count: int) -> tuple[str, ...]:
    """Give names for the fields of a variant, as another arm calls them."""
    same = next((arm.binds for arm in arms if len(arm.binds) == count), None)
    return same if same is not None else ("value",) if count == 1 else tuple(f"value{at}" for at in range(count))


def _before(arms: Sequence[Arm], order: Sequence[str], variant: str) -> Arm | None:
    """Give the arm behind which a variant belongs when the arms follow the declaration; the last one else."""
    if variant not in order:
        return arms[-1] if arms else None
    earlier = set(order[: order.index(variant)])
    fitting = [arm for arm in arms if earlier & set(arm.variants)]
    return fitting[-1] if fitting else None


def _between(arms: Sequence[Arm], order: Sequence[str], variant: str) -> str | None:
    """Give the body that the variants on both sides of one share, when it speaks of no field."""
    at = order.index(variant) if variant in order else -1
    if not 0 < at < len(order) - 1:
        return None
    sides = [next((arm for arm in arms if name in arm.variants), None) for name in (order[at - 1], order[at + 1])]
    bodies = {arm.body if not arm.guarded and not arm.binds else "" for arm in sides if arm is not None}
    distinct = {arm.body for arm in arms}
    shared = bodies.pop() if None not in sides and len(bodies) == 1 and len(distinct) > 1 else ""
    return shared if shared and shared not in _EMPTY and not leaves(shared) else None


def _nothing(found: Node, arms: Sequence[Arm], missing: Sequence[Missed]) -> Iterator[tuple[int, str, Arm | None]]:
    """Do nothing in the missing cases of a match that is a statement: where no arm does, or one alone does.

    A value or an error that is there is not passed over in silence.
    """
    idle = all(arm.body in _EMPTY for arm in arms)
    carries = any(one.variant in {"Some", "Ok", "Err"} for one in missing)
    if arms and not carries and (idle or (is_idle_place(found) and len(arms) == 1)):
        patterns = [pattern(arms, one, ()) for one in missing]
        yield POSSIBLE if idle else LAST, f"{' | '.join(patterns)} => {arms[0].body if idle else '{}'}", arms[-1]
