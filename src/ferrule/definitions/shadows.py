"""Of several definitions with one name the one that counts, and a remark on each of the others (C1, C2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ferrule.facts.definition import Definition, Kind, Remark, Scope
from ferrule.facts.finding import Level

_RANK: Final = {scope: rank for rank, scope in enumerate(Scope)}
_ORDER: Final = {kind: rank for rank, kind in enumerate(Kind)}


def shadowed(found: Iterable[Definition]) -> tuple[Definition, ...]:
    """Give the same definitions in the order kind, name, scope, each that does not count with what counts instead."""
    ordered = sorted(found, key=lambda one: (_ORDER[one.kind], one.label, _RANK[one.scope], one.path))
    groups: dict[tuple[Kind, str], list[Definition]] = defaultdict(list)
    for one in ordered:
        groups[one.kind, one.label].append(one)
    made = {key: _group(group) if len(group) > 1 else group for key, group in groups.items()}
    for (kind, label), group in made.items():
        if kind is Kind.COMMAND and (skill := made.get((Kind.SKILL, label))):
            made[kind, label] = [_behind_skill(one, skill[0]) for one in group]
    return tuple(one for group in made.values() for one in group)


def _group(group: Sequence[Definition]) -> list[Definition]:
    """Give definitions of one name, the first of which counts."""
    first = group[0]
    by_scope: dict[Scope, list[Definition]] = defaultdict(list)
    for one in group:
        by_scope[one.scope].append(one)
    made = []
    for one in group:
        twins = [other for other in by_scope[one.scope][:2] if other is not one]
        diagnostics = [*one.diagnostics, *(_twin(other, one) for other in twins[:1])]
        if one is first:
            made.append(replace(one, diagnostics=tuple(diagnostics)))
            continue
        words = f"does not count: the {first.scope}'s own of the same name does"
        if one.scope is not first.scope:
            diagnostics.append(_shadow(words, first))
        made.append(replace(one, shadowed_by=first.path, diagnostics=tuple(diagnostics)))
    return made


def _twin(other: Definition, one: Definition) -> Remark:
    """Give the remark on a name that two have in one scope; copies for two hosts are no fault."""
    if other.sha256 == one.sha256:
        return Remark("duplicate-name", Level.NOTE, f"the same text lies in {other.path}")
    counts = "this one counts" if one.path < other.path else "that one counts"
    words = f"the name {one.label!r} is taken by {other.path} too; {counts}, as the first by path"
    return Remark("duplicate-name", Level.WARNING, words, remedy="Rename one of them.")


def _behind_skill(command: Definition, skill: Definition) -> Definition:
    """Give a command behind the skill of its name, unless it comes from a stronger scope."""
    if _RANK[command.scope] < _RANK[skill.scope]:
        words = f"a {skill.scope} skill has the same name; `/{command.label}` is this command"
        remark = Remark("same-name-as-skill", Level.NOTE, words)
        return replace(command, diagnostics=(*command.diagnostics, remark))
    remark = _shadow("does not count: a skill of the same name does", skill)
    shadowed_by = command.shadowed_by or skill.path
    return replace(command, shadowed_by=shadowed_by, diagnostics=(*command.diagnostics, remark))


def _shadow(words: str, first: Definition) -> Remark:
    return Remark("shadowed", Level.NOTE, f"{words} ({first.path})")
