"""Definitions held against each other: which of one name counts, what is called for in vain, who calls in a circle."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ferrule.definitions.cycles import circles
from ferrule.definitions.links import Linked, linked, names_of
from ferrule.definitions.shadows import shadowed
from ferrule.facts.definition import Definition, Kind, Remark
from ferrule.facts.finding import Level


def judged(
    found: Iterable[Definition], project: Path | None, others: Iterable[Definition] = ()
) -> tuple[Definition, ...]:
    """Give definitions in their order, each with all that is wrong with it; `others` may be called for as well."""
    ordered = shadowed(found)
    names = names_of((*ordered, *others), project)
    links = [linked(one, names) for one in ordered]
    circular = _circular(ordered, links)
    return tuple(
        _sorted(one, (*link.remarks, *circular.get(one.path, ()))) for one, link in zip(ordered, links, strict=True)
    )


def _circular(ordered: Sequence[Definition], links: Sequence[Linked]) -> dict[str, tuple[Remark, ...]]:
    """Give the remarks on circles, by the path of the skill that is told."""
    skills = {
        one.label: (one, link)
        for one, link in zip(ordered, links, strict=True)
        if one.kind is Kind.SKILL and not one.shadowed_by
    }
    calls = {label: [name for name in link.skills if name in skills] for label, (_, link) in skills.items()}
    found: dict[str, tuple[Remark, ...]] = {}
    for circle in circles(calls):
        words = f"skills call for each other in a circle: {' -> '.join(circle)}"
        one = skills[circle[0]][0]
        found[one.path] = (Remark("cyclic-skills", Level.NOTE, words, line=one.body_line),)
    return found


def _sorted(definition: Definition, more: Sequence[Remark]) -> Definition:
    """Give a definition with these remarks too, in the order of their lines; those of other files come last."""
    if not more and not definition.diagnostics:
        return definition
    remarks = sorted((*definition.diagnostics, *more), key=lambda one: (bool(one.path), one.line or 0))
    return replace(definition, diagnostics=tuple(remarks))
