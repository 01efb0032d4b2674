"""Kinds of tasks: an error of the compiler, a question, a fix, broad words, a single surface (M08)."""

import re
from functools import cache

from ferrule.definitions.routing.asks import Clause
from ferrule.definitions.routing.phrases import pattern, source, words


def compiler_error(clauses: tuple[Clause, ...]) -> str:
    """Give the words that tell of an error of the language itself; empty for none."""
    return _first("compiler-error", clauses)


def build_error(clauses: tuple[Clause, ...]) -> str:
    """Give the words that tell that something does not compile, for which a framework may be the reason."""
    return _first("build-error", clauses)


def _first(name: str, clauses: tuple[Clause, ...]) -> str:
    return next((found[0] for clause in clauses if (found := _listed(name).search(clause.text))), "")


def owner_of_error(clauses: tuple[Clause, ...]) -> str:
    """Give the surface to whose framework the error belongs (`Handler is not implemented`); empty for the core's."""
    text = " ".join(clause.text for clause in clauses)
    return next((name for name, listed in _owned() if listed.search(text)), "")


def negative_class(clauses: tuple[Clause, ...], *, broad: bool, surface: bool) -> tuple[str, str]:
    """Give why a task is no work for an orchestrator, and the words that say so; `not-named` where no class fits."""
    if error := compiler_error(clauses) or build_error(clauses):
        return "compiler-error", error
    own = [clause.text.strip(" ,;:(–—-") for clause in clauses]
    if broad:
        return "broad-wording", ""
    asked = next((found[0] for text in own if (found := _asks().match(text)) and not _relative(text)), "")
    if asked and not (surface and asked.startswith("how")):
        return "question", asked
    if surface:
        return "isolated-surface", ""
    fixed = next((found[0] for text in own if (found := _listed("fix").search(text))), "")
    return ("single-crate-fix", fixed) if fixed else ("not-named", "")


def _relative(text: str) -> bool:
    """Tell a clause that only hangs on another one: `when I scroll`."""
    return text.startswith(("when", "where", "which", "who")) and "?" not in text


@cache
def _listed(name: str) -> re.Pattern[str]:
    return pattern(words("classes")[name])


@cache
def _asks() -> re.Pattern[str]:
    greeting = r"(?:(?:hi|hey|hello|so|ok|quick question|question|and|but|also|then)\W+)*"
    return re.compile(rf"{greeting}{source(words('classes')['question'])}")


@cache
def _owned() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = {name: listed["owns"] for name, listed in words("surfaces").items() if listed["owns"]}
    return tuple((name, re.compile(_bound(source(owns)))) for name, owns in lists.items())


def _bound(owned: str) -> str:
    missing = r"(?:not|never|isn't|doesn't|un)\s*(?:implement|satisf|be used|accept|valid)\w*"
    return (
        rf"(?:\btraits?\b|\bbounds?\b|\bimplement(?:s|ed|ation)?\b|\bimpl\b|\bderiv\w+|:\s)[^.\n]{{0,60}}(?<!\w){owned}(?!\w)[^.\n]{{0,40}}(?:{missing}|error|e0277|$|[.?])"
        rf"|(?<!\w){owned}(?!\w)[^.\n]{{0,60}}{missing}|{missing}[^.\n]{{0,60}}(?<!\w){owned}(?!\w)"
    )
