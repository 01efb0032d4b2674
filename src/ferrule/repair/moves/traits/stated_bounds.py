"""Bounds that say too little or too much about lifetimes and traits for the compiler to know what they mean."""

import re
from collections.abc import Iterator
from typing import Final

from ferrule.repair.moves.case import Case, Offer
from ferrule.repair.moves.move import LIKELY, POSSIBLE
from ferrule.repair.moves.traits.listed import without
from ferrule.syntax.items import text_of
from ferrule.syntax.tree import enclosing

ID: Final = "state-bound"
CODES: Final = frozenset({"", "E0222", "E0224", "E0226", "E0227", "E0316"})
_LIFETIME: Final = re.compile(r"'[a-z]\w*")
_FROM: Final = re.compile(r"^ambiguous `\w+` from `(\w+)`$")
_FOR: Final = re.compile(rb"for\s*<([^<>]*)>\s*")


def propose(case: Case) -> Iterator[Offer]:
    """Say which trait, which one lifetime, and declare lifetimes in one place."""
    span = (case.spot.byte_start, case.spot.byte_end)
    if case.code == "E0224" and re.match(r"dyn\s+'static$", case.found):
        words = "dyn std::any::Any + 'static"
        yield case.replace(LIKELY, "what is anything at all is `Any`", (*span, words))
    elif not case.code and case.error.message == "at least one trait must be specified":
        bare = re.match(r"impl\s+('\w+)$", case.found)
        if bare is not None:
            words = f"impl Sized + {bare[1]}"
            yield case.replace(LIKELY, "every type that a function can give is `Sized`", (*span, words))
    elif case.code == "E0226":
        yield from _single(case)
    elif case.code == "E0227":
        yield from _chosen(case)
    elif case.code == "E0222":
        yield from _split(case)
    elif case.code == "E0316":
        yield from _joined(case)


def _single(case: Case) -> Iterator[Offer]:
    """Yield the object with its first lifetime only."""
    node = enclosing(case.node, "lifetime", "trait_bounds")
    if node is None or node.type != "lifetime":
        return
    before = case.text.source[: node.start_byte].rstrip()
    if before.endswith(b"+"):
        start = len(before[:-1].rstrip())
        yield case.replace(LIKELY, "an object has one lifetime", (start, node.end_byte, ""))
    elif (part := without(node)) is not None:
        yield case.replace(LIKELY, "an object has one lifetime", part)


def _chosen(case: Case) -> Iterator[Offer]:
    """Yield the object with the lifetimes of its trait said again as its own."""
    node = case.node
    behind = node.parent is not None and node.parent.type in {"reference_type", "pointer_type"}
    for place, name in enumerate(list(dict.fromkeys(_LIFETIME.findall(case.found)))[:2]):
        words = f"{case.found} + {name}"
        part = (case.spot.byte_start, case.spot.byte_end, f"({words})" if behind else words)
        yield case.replace(POSSIBLE if place else LIKELY, f"what is in the object lives for `{name}`", part)


def _split(case: Case) -> Iterator[Offer]:
    """Yield the binding at each of the traits that have an item of the name."""
    binding, listed = enclosing(case.node, "type_binding"), enclosing(case.node, "type_arguments")
    names = [found[1] for spot in case.error.spots if (found := _FROM.match(spot.label or spot.note))]
    bound = listed.parent if listed is not None else None
    if binding is None or listed is None or bound is None or len(names) < 2:
        return
    part = without(binding) or (listed.start_byte, listed.end_byte, "")
    words = "".join(f" + {name}<{text_of(binding)}>" for name in sorted(dict.fromkeys(names)))
    yield case.replace(
        POSSIBLE, "say it of each trait that has one of this name", part, (bound.end_byte, bound.end_byte, words)
    )


def _joined(case: Case) -> Iterator[Offer]:
    """Yield a predicate whose outer `for` declares the lifetimes of the inner one too."""
    predicate = enclosing(case.node, "where_predicate")
    if predicate is None:
        return
    found = list(_FOR.finditer(case.text.source, predicate.start_byte, predicate.end_byte))
    inner = next((one for one in found[1:] if one.start() <= case.spot.byte_start < one.end()), None)
    if inner is None:
        return
    outer = found[0]
    names = [one.strip() for of in (outer, inner) for one in of[1].decode("utf-8", "replace").split(",") if one.strip()]
    head = (outer.start(), outer.end(), f"for<{', '.join(dict.fromkeys(names))}> ")
    yield case.replace(LIKELY, "one `for` declares all of them", head, (*inner.span(), ""))
