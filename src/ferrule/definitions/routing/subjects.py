"""What a text is about: whether it is work in Rust, and which surface owns it (M07)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from ferrule.definitions.routing.asks import FOREIGN, REQUEST, Clause, aside
from ferrule.definitions.routing.phrases import form, pattern, words
from ferrule.facts.routing import Ground

CORE: Final = "rust-expert"
_WORTH: Final[Mapping[str, float]] = {"sure": 6.0, "clear": 3.0, "hint": 1.0}
_ASIDE: Final = 0.5
"""What a term counts that only says where something happens."""
_FIRST: Final = 1.25
"""What the first term of a request counts: it is mostly its object."""
_ON_GROUND: Final = 2.0
"""What the manifests add to a surface at most; never more than the text itself says of it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """How much a text speaks of each subject."""

    scores: Mapping[str, float]
    """By the name of the skill; the core of Rust too."""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words that counted, the weightiest first."""

    def of(self, name: str) -> float:
        """Give the score of a subject; 0 for one that nothing speaks of."""
        return self.scores.get(name, 0.0)


def known_surfaces() -> tuple[str, ...]:
    """Give the skills that have a word list, the core among them."""
    return tuple(words("surfaces"))


def weigh(clauses: Iterable[Clause], ground: Ground) -> Weighed:
    """Weigh a text against the word lists of all surfaces."""
    parts = tuple(clauses)
    text = " ".join(clause.text for clause in parts)
    counted = {name: _counted(name, parts) for name in known_surfaces() if not _ruled_out(name, text)}
    scores = {
        name: round(sum(found.values()) + _from_ground(name, found, ground), 3) for name, found in counted.items()
    }
    terms = {name: tuple(sorted(found, key=lambda term: (-found[term], term))) for name, found in counted.items()}
    return Weighed(scores, terms)


def _counted(name: str, clauses: tuple[Clause, ...]) -> dict[str, float]:
    """Give what each word of a list counts; a word counts once, where it counts most."""
    best: dict[str, float] = {}
    for clause in clauses:
        first = True
        taken: list[tuple[int, int]] = []
        for level, listed in _patterns(name):
            for found in listed.finditer(clause.text):
                if any(start < found.end() and found.start() < end for start, end in taken):
                    continue
                taken.append(found.span())
                only_where = aside().search(clause.text[: found.start()]) is not None
                worth = _WORTH[level] * (min(_ASIDE, clause.weight) if only_where else clause.weight)
                if first and clause.weight == REQUEST:
                    worth *= _FIRST
                    first = False
                best[found[0]] = max(best.get(found[0], 0.0), worth)
    return best


def _ruled_out(name: str, text: str) -> bool:
    """Tell a text about something that only looks like a surface, such as another toolkit for windows."""
    if "unless" not in words("surfaces")[name] or _patterns(name)[0][1].search(text):
        return False
    return _unless(name).search(text) is not None


@cache
def _unless(name: str) -> re.Pattern[str]:
    return pattern(words("surfaces")[name]["unless"])


def _from_ground(name: str, found: Mapping[str, float], ground: Ground) -> float:
    listed = words("surfaces")[name]
    here = ground.crates & frozenset(listed["crates"]) or ground.files & frozenset(listed["files"])
    return min(_ON_GROUND, sum(found.values())) if here else 0.0


@cache
def _patterns(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((level, pattern(words("surfaces")[name][level])) for level in _WORTH)


@cache
def _listed(name: str) -> re.Pattern[str]:
    return pattern(words("rust")[name])


@dataclass(frozen=True, slots=True)
class Language:
    """Whether a text is work in Rust, and the words that say so."""

    is_rust: bool
    evidence: str


_ENOUGH: Final = 2.0
_CORE_ENOUGH: Final = 3.0
"""From which score of core work on a single word that is mostly of Rust says that it is Rust."""
_BY_SURFACE: Final = 4.0
"""From which score on a surface alone says that it is about a program in Rust; one word never does."""


def language(clauses: tuple[Clause, ...], weighed: Weighed, ground: Ground) -> Language:
    """Tell whether a text is work in Rust: by its words, by the manifests around it, by a surface it is about."""
    text = " ".join(clause.text for clause in clauses)
    rust, evidence = _rust(text, weighed)
    other = _other(clauses)
    certain = _listed("sure").search(text) or _listed("plain").search(text)
    if _only_left(text, clauses) or _talk(text, weighed):
        return Language(is_rust=False, evidence=other)
    if rust >= _ENOUGH and not (other and not certain):
        return Language(is_rust=True, evidence=evidence)
    if other:
        return Language(is_rust=False, evidence=other)
    if _senses(text):
        return Language(is_rust=False, evidence="")
    if ground.is_rust and (_listed("code").search(text) or any(weighed.scores.values())):
        return Language(is_rust=True, evidence="Cargo.toml")
    surface = max((name for name in weighed.scores if name != CORE), key=weighed.of, default=CORE)
    enough = weighed.of(surface) >= _BY_SURFACE and len(weighed.terms[surface]) > 1
    if enough and not _listed("elsewhere").search(text):
        return Language(is_rust=True, evidence=weighed.terms[surface][0])
    return Language(is_rust=False, evidence="")


def _rust(text: str, weighed: Weighed) -> tuple[float, str]:
    """Weigh the words of Rust; the bare word counts only where no other sense of it is near."""
    senses = _senses(text)
    sure = {found[0] for found in _listed("sure").finditer(text)}
    likely = {found[0] for found in _listed("likely").finditer(text)}
    bare = {found[0] for found in _listed("plain").finditer(text)}
    if senses:
        technical = len(sure - {"in rust"}) * 2 + len(likely)
        return (_ENOUGH, min(sure | likely)) if technical >= senses * 2 else (0.0, "")
    score = 2.0 * len(sure) + len(likely) + 2.0 * len(bare)
    if likely and weighed.of(CORE) >= _CORE_ENOUGH:
        score = max(score, _ENOUGH)
    return score, min([*bare, *sure, *likely], default="", key=lambda term: (term not in bare, term not in sure, term))


def _senses(text: str) -> int:
    """Count the words for which `rust`, `cargo`, `crate` and `trait` are something else."""
    return sum(len({found[0] for found in _listed(name).finditer(text)}) for name in ("metal", "game", "other_senses"))


def _other(clauses: tuple[Clause, ...]) -> str:
    own = " ".join(clause.text for clause in clauses if clause.weight > FOREIGN)
    found = _listed("other").search(own)
    return found[0] if found else ""


def _only_left(text: str, clauses: tuple[Clause, ...]) -> bool:
    """Tell a text that asks for work in another language, in which Rust is only compared with, left, or around it."""
    if _listed("left").search(text):
        rest = _listed("left").sub(" ", text)
        return not (_listed("sure").search(rest) and _listed("plain").search(rest))
    asked = [clause.text for clause in clauses if clause.weight == REQUEST]
    if not any(_listed("other").search(part) for part in asked) or any(
        form("into_rust").search(part) for part in asked
    ):
        return False
    return any(_of_another(part) for part in asked) and not any(_rust_first(part) for part in asked)


def _of_another(part: str) -> bool:
    """Tell a request whose object is of another language (`fix my React component`), not one that goes there."""
    found = _listed("other").search(part)
    return found is not None and not form("towards").search(part[: found.start()])


def _rust_first(part: str) -> bool:
    """Tell a request in which a word of Rust comes before that of another language."""
    places = [found.start() for name in ("plain", "sure") if (found := _listed(name).search(part))]
    other = _listed("other").search(part)
    return bool(places) and (other is None or min(places) < other.start())


def _talk(text: str, weighed: Weighed) -> bool:
    """Tell a text in which Rust is a topic of talk and nothing is to be built: a job advertisement, a poster."""
    if _listed("chores").search(text):
        return True
    if _listed("sure").search(text) or _listed("likely").search(text):
        return False
    return max(weighed.scores.values()) < _CORE_ENOUGH and _listed("talk").search(text) is not None
