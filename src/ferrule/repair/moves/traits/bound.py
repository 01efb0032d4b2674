"""A type parameter lacks a trait that the code needs of it: the bound goes to whoever declares the parameter."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, SURE
from ferrule.repair.moves.traits.generics import around, bound_part, declaring, parameters
from ferrule.repair.moves.traits.own import head
from ferrule.repair.moves.traits.trait_path import trait_path

ID: Final = "add-bound"
CODES: Final = frozenset({"E0599", "E0507", "E0508", "E0277", "E0308"})
_LISTED: Final = re.compile(r"^\s+`(\w+): ([\w:]+)`$", re.MULTILINE)
_BOUND: Final = re.compile(r"`(\w+): ([\w:]+(?:<[^`]*>)?)`")
_NO_COPY: Final = re.compile(r"has type `(\w+)`, which does not implement the `Copy` trait")

_TWO: Final = re.compile(r"^expected `(?P<expected>[^`&]+)`, found `(?P<found>[^`]+)`")


def propose(case: Case) -> Iterator[Offer]:
    """Offer all bounds that the error lists at once."""
    wanted: dict[str, list[str]] = {}
    for name, trait in _wanted(case):
        wanted.setdefault(name, []).append(trait)
    parts = [part for name, traits in wanted.items() if (part := _part(case, name, traits)) is not None]
    if parts:
        said = ", ".join(f"{name}: {' + '.join(dict.fromkeys(traits))}" for name, traits in wanted.items())
        rank = SURE if case.code == "E0308" else LIKELY
        yield case.replace(rank, f"what is called needs `{said}`", *parts)


def _wanted(case: Case) -> Iterator[tuple[str, str]]:
    known = {name for item in around(case.node) for name in parameters(item)}
    if case.code in {"E0507", "E0508"}:
        pairs = [(name, "Copy") for name in _NO_COPY.findall(case.words)]
    elif case.code == "E0308":
        pairs = [(name, "Clone") for name in _cloned(case, known)]
    elif case.code == "E0599":
        pairs = _LISTED.findall(case.error.rendered)
    else:
        pairs = _BOUND.findall(case.error.message)
    for name, trait in dict.fromkeys(pairs):
        is_closed = "<" not in trait or not (re.search(r"\b_\b|[{}@]|\.\.\.", trait) or case.code != "E0277")
        if name in known and head(trait) != "Iterator" and is_closed:
            yield name, trait


def _cloned(case: Case, known: set[str]) -> Iterator[str]:
    """Yield the parameter of which only a reference was cloned, since it has no `Clone` itself."""
    said = _TWO.search(case.spot.label)
    if said is None or ".clone()" not in case.found or said["found"].replace("&", "") != said["expected"]:
        return
    yield from (name for name in re.findall(r"\w+", said["expected"]) if name in known)


def _part(case: Case, name: str, traits: list[str]) -> tuple[int, int, str] | None:
    item = declaring(case.node, name)
    paths = [_path(case, trait) for trait in dict.fromkeys(traits)]
    if item is None or None in paths:
        return None
    return bound_part(item, name, tuple(path for path in paths if path is not None))


def _path(case: Case, trait: str) -> str | None:
    """Give how a trait is written here, its arguments as the compiler writes them."""
    name, mark, rest = trait.partition("<")
    path = trait_path(case, case.text, name)
    return path + mark + rest if path is not None else None
