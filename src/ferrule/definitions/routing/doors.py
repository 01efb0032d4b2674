"""The explicit-only skills: which of them the user has opened, and why the others stay closed (M02, M03)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ferrule.definitions.routing.classes import negative_class
from ferrule.definitions.routing.doubt import doubt
from ferrule.definitions.routing.named import Naming, naming
from ferrule.definitions.routing.reading import Reading
from ferrule.definitions.routing.scopes import Breadth, breadth, stated
from ferrule.facts.definition import Definition, Definitions, Invocation, Kind, Value
from ferrule.facts.routing import Declined, Turn

UNCLEAR: Final = "unclear"
"""Why a door stays closed until the user says whether he means it."""
_ORCHESTRATES: Final = 3
"""From so many stated scopes on a definition is for broad work only; one alone is its subject, such as a release."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What became of the explicit-only skills."""

    opened: tuple[str, ...] = ()
    """In the order in which the user names them."""
    refused: tuple[Declined, ...] = ()
    offered: tuple[Declined, ...] = ()
    """Those that he names for what is not of their scopes, or in a way that leaves open what he means: he is asked."""
    reasons: tuple[str, ...] = ()
    """Why the opened ones are open."""


@dataclass(frozen=True, slots=True)
class _Judged:
    skill: Definition
    naming: Naming
    breadth: Breadth
    doubt: str = ""
    """What the user says besides, that leaves open whether the name was an order."""

    @property
    def opens(self) -> bool:
        """Whether both keys are there, and nothing is in doubt."""
        return self.fits and not self.doubt

    @property
    def fits(self) -> bool:
        """Whether the second key is there, or none is needed."""
        stated_by_it = scopes_of(self.skill)
        return not stated_by_it or bool(set(stated_by_it) & set(self.breadth.scopes))


def doors(definitions: Definitions, turns: tuple[Turn, ...], reading: Reading, *, surface: bool) -> Doors:
    """Judge each explicit-only skill: key 1 is its name in the user's own words, key 2 a scope that it states."""
    judged = [_judge(one, turns, reading) for one in definitions.active if _closed(one)]
    named = sorted((one for one in judged if one.naming.named), key=lambda one: one.naming.place)
    return Doors(
        opened=tuple(one.skill.label for one in named if one.opens),
        refused=tuple(_refusal(one, reading, surface=surface) for one in judged if not one.naming.named),
        offered=tuple(_offer(one) for one in named if not one.opens),
        reasons=tuple(_why(one) for one in named if one.opens),
    )


def scopes_of(skill: Definition) -> tuple[str, ...]:
    """Give the scopes of broad work that a definition states; empty for one that is about a single subject."""
    metadata = skill.keys.get("metadata")
    found = stated(" ".join([skill.description, *_texts(metadata)]))
    return found if len(found) >= _ORCHESTRATES else ()


def _texts(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner: Iterable[Value] = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple) else ()
    return [text for one in inner for text in _texts(one)]


def _closed(one: Definition) -> bool:
    return one.kind is Kind.SKILL and one.invocation is Invocation.EXPLICIT


def _judge(skill: Definition, turns: tuple[Turn, ...], reading: Reading) -> _Judged:
    found = naming(skill.label, turns) if skill.user_invocable else Naming(named=False)
    own = reading.asked.own
    return _Judged(skill, found, breadth(own, found.place), doubt(own, found.place) if found.named else "")


def _refusal(one: _Judged, reading: Reading, *, surface: bool) -> Declined:
    """Say why a door stays closed: how its name was used, or else what kind of task it is."""
    if one.naming.seen:
        return Declined(one.skill.label, one.naming.reason, one.naming.evidence)
    if not scopes_of(one.skill) or not reading.language.is_rust:
        return Declined(one.skill.label, "not-named")
    reason, words_of_it = negative_class(reading.clauses, broad=bool(one.breadth.scopes), surface=surface)
    return Declined(one.skill.label, reason, words_of_it or ", ".join(one.breadth.evidence))


def _offer(one: _Judged) -> Declined:
    if one.fits:
        return Declined(one.skill.label, UNCLEAR, one.doubt)
    return Declined(one.skill.label, "out-of-scope", one.breadth.narrow or ", ".join(one.breadth.scopes))


def _why(one: _Judged) -> str:
    scopes = f", for {', '.join(one.breadth.scopes)}" if one.breadth.scopes and scopes_of(one.skill) else ""
    return f"{one.skill.label}: named by the user{scopes}"
