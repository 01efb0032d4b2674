"""Which implicit skill owns a task: one that the user names, else the surface it is about, else the core (M07)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ferrule.definitions.routing.asks import FOREIGN
from ferrule.definitions.routing.classes import build_error, compiler_error, owner_of_error
from ferrule.definitions.routing.named import Naming, naming
from ferrule.definitions.routing.own_skills import fits
from ferrule.definitions.routing.reading import Reading
from ferrule.definitions.routing.subjects import CORE, known_surfaces
from ferrule.facts.definition import Definition, Definitions, Invocation, Kind
from ferrule.facts.routing import Declined, Turn

_LEAST: Final = 2.0
"""Below it a surface is only touched."""
_TOUCHED: Final = 1.2
"""The same where nothing speaks of core work."""
_CORE_SHARE: Final = 0.6
"""How much of the core's score a surface needs: words such as `test` and `error` are said of every surface."""
_CLEAR: Final = 3.0
"""From it on a surface takes part in a task that another one owns."""
_LEAD: Final = 1.5
"""How far a skill without a word list has to be ahead of those with one."""
_OWN_LEAST: Final = 6.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Who owns a task, and who takes part."""

    primary: str | None
    supporting: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    declined: tuple[Declined, ...] = ()
    surfaces: tuple[str, ...] = ()
    """The loaded specialists of the surfaces that are asked for, the weightiest first."""


def choose(definitions: Definitions, turns: tuple[Turn, ...], reading: Reading) -> Choice:
    """Give the owner of a task among the implicit skills that are loaded; no primary for what is no work in Rust."""
    skills = {
        one.label: one for one in definitions.active if one.kind is Kind.SKILL and one.invocation is Invocation.IMPLICIT
    }
    namings = {name: naming(name, turns) for name, one in skills.items() if one.user_invocable}
    named = sorted((name for name, one in namings.items() if one.named), key=lambda name: namings[name].place)
    unwanted = {name for name, one in namings.items() if one.reason == "negated"}
    free = {name: one for name, one in skills.items() if name not in unwanted}
    surfaces = _surfaces(reading)
    primary, reasons = _owner(named, surfaces, free, reading)
    return Choice(
        primary=primary,
        supporting=_helpers(primary, named, surfaces, free, reading),
        reasons=reasons,
        declined=tuple(_declined(name, namings[name]) for name in skills if name in unwanted),
        surfaces=tuple(name for name in surfaces if name in free),
    )


def _declined(name: str, found: Naming) -> Declined:
    return Declined(name, found.reason, found.evidence)


def _surfaces(reading: Reading) -> tuple[str, ...]:
    """Give the surfaces that the text speaks of, by the names of their skills, the weightiest first."""
    scored = [(reading.weighed.of(name), name) for name in known_surfaces() if name != CORE]
    least = _LEAST if reading.weighed.of(CORE) else _TOUCHED
    return tuple(name for score, name in sorted(scored, key=lambda one: (-one[0], one[1])) if score >= least)


def _owner(
    named: list[str], surfaces: tuple[str, ...], free: Mapping[str, Definition], reading: Reading
) -> tuple[str | None, tuple[str, ...]]:
    if named:
        return named[0], (f"{named[0]}: named by the user",)
    own, own_score, own_words = _own(free, reading)
    built_in, reasons = _built_in(surfaces, free, reading)
    score = reading.weighed.of(built_in) if built_in else 0.0
    if own is not None and own_score >= max(_OWN_LEAST, _LEAD * score):
        return own, (f"{own}: its description speaks of {', '.join(own_words)}",)
    return built_in, reasons


def _own(free: Mapping[str, Definition], reading: Reading) -> tuple[str | None, float, tuple[str, ...]]:
    """Give the best of the skills that have no word list."""
    others = [one for name, one in free.items() if name not in known_surfaces()]
    text = " ".join(clause.text for clause in reading.clauses if clause.weight > FOREIGN)
    found = fits(others, text) if others else {}
    best = max(found, key=lambda name: (found[name][0], name), default=None)
    return (best, *found[best]) if best is not None else (None, 0.0, ())


def _built_in(
    surfaces: tuple[str, ...], free: Mapping[str, Definition], reading: Reading
) -> tuple[str | None, tuple[str, ...]]:
    """Give the owner among the skills with a word list; a surface whose skill is not there falls to the core."""
    if not reading.language.is_rust:
        return None, ("no work in Rust",)
    core = CORE if CORE in free else None
    about = f"work in Rust: {reading.language.evidence}" if reading.language.evidence else "work in Rust"
    error = compiler_error(reading.clauses)
    owner = owner_of_error(reading.clauses) if error or build_error(reading.clauses) else ""
    if owner in free and reading.weighed.of(owner) > 0:
        return owner, (about, f"{owner}: the error is about its framework")
    if error:
        return core, (about, f"{CORE}: an error of the compiler ({error})")
    best = next(iter(surfaces), "")
    if best in free and reading.weighed.of(best) >= _CORE_SHARE * reading.weighed.of(CORE):
        return best, (about, f"{best}: {', '.join(reading.weighed.terms[best][:4])}")
    return core, (about, f"{CORE}: {_said(reading)}")


def _said(reading: Reading) -> str:
    terms = reading.weighed.terms.get(CORE, ())
    return ", ".join(terms[:4]) if terms else "no surface owns it"


def _helpers(
    primary: str | None, named: list[str], surfaces: tuple[str, ...], free: Mapping[str, Definition], reading: Reading
) -> tuple[str, ...]:
    """Give who takes part: other named ones, surfaces that are asked for too, and the core beside a specialist."""
    if primary is None:
        return ()
    others = [name for name in surfaces if name in free and reading.weighed.of(name) >= _CLEAR]
    shared = [CORE] if CORE in free and reading.weighed.of(CORE) >= _CLEAR and primary in known_surfaces() else []
    return tuple(name for name in dict.fromkeys([*named, *others, *shared]) if name != primary)
