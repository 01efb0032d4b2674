"""What a definition calls for and nobody has: agents, skills, commands and files (C7, E01)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ferrule.definitions.file_links import file_remarks
from ferrule.definitions.front import Keys
from ferrule.definitions.markdown import Markdown
from ferrule.definitions.mentions import Mention, mentions
from ferrule.definitions.near import VERY_CLOSE, Nearby
from ferrule.definitions.not_names import words
from ferrule.definitions.persona import persona_remarks
from ferrule.definitions.shell import shell_remarks
from ferrule.definitions.values import Reader, flat, split_words
from ferrule.facts.definition import Definition, Invocation, Kind, Remark
from ferrule.facts.finding import Level

_TOOL: Final = re.compile(r"(?P<tool>Agent|Task|Skill)\((?P<names>[^()]*)\)")


@dataclass(frozen=True, slots=True)
class Names:
    """What there is to call for."""

    by_kind: Mapping[Kind, Nearby]
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Other names that definitions give themselves under `metadata.aliases`, with their own."""
    explicit: frozenset[str] = frozenset()
    """Skills that only the user may start."""
    project: Path | None = None

    def has(self, kind: Kind, name: str) -> bool:
        """Say whether something of this kind has the name; a skill may be called as a command too."""
        if name in self.by_kind[kind].names:
            return True
        if kind is Kind.COMMAND:
            return name in self.by_kind[Kind.SKILL].names
        return kind is Kind.AGENT and name.lower() in words("agents_of_hosts")


@dataclass(frozen=True, slots=True)
class Linked:
    """What one definition calls for."""

    remarks: tuple[Remark, ...]
    skills: tuple[str, ...]
    """Names of skills that are there, in order."""


def names_of(known: Iterable[Definition], project: Path | None) -> Names:
    """Give the names of all definitions, with and without their plugin."""
    by_kind: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    aliases: dict[str, str] = {}
    explicit: set[str] = set()
    for one in known:
        by_kind[one.kind] |= {one.name, one.label}
        if one.kind is Kind.SKILL and one.invocation is Invocation.EXPLICIT and not one.shadowed_by:
            explicit |= {one.name, one.label}
        metadata = one.keys.get("metadata")
        if isinstance(metadata, Mapping):
            aliases.update(dict.fromkeys(split_words(flat(metadata.get("aliases"))), one.label))
    return Names({kind: Nearby(found) for kind, found in by_kind.items()}, aliases, frozenset(explicit), project)


def linked(definition: Definition, names: Names) -> Linked:
    """Give what a definition calls for in vain, each once, and what else is wrong with its text."""
    text = Markdown(definition.body, definition.body_line)
    keys = definition.keys if isinstance(definition.keys, Keys) else Keys()
    called = [*_in_keys(definition, keys), *mentions(text, names.has), *_in_description(definition, keys, names)]
    remarks: list[Remark] = []
    told: set[tuple[Kind, str]] = set()
    for mention in sorted(called, key=lambda one: one.line):
        if (mention.kind, mention.name) in told or names.has(mention.kind, mention.name):
            continue
        remark = _dangling(mention, names)
        if remark is not None:
            told.add((mention.kind, mention.name))
            remarks.append(remark)
    remarks.extend(_preloaded(definition, keys, names))
    if definition.kind is Kind.SKILL:
        remarks.extend(file_remarks(definition, text, names.project))
    remarks.extend((*persona_remarks(definition, text), *shell_remarks(definition, text)))
    there = (one.name for one in called if one.kind is Kind.SKILL and names.has(one.kind, one.name))
    return Linked(tuple(remarks), tuple(dict.fromkeys(name for name in there if name != definition.name)))


def _in_description(definition: Definition, keys: Keys, names: Names) -> Iterator[Mention]:
    line = keys.line("description") or 1
    for one in mentions(Markdown(definition.description), names.has):
        if one.kind is not Kind.COMMAND:  # prose about when to use it, full of paths and routes
            yield Mention(one.kind, one.name, line, one.is_sure)


def _in_keys(definition: Definition, keys: Keys) -> Iterator[Mention]:
    for name in definition.skills:
        yield Mention(Kind.SKILL, name, keys.line("skills") or 1)
    agent = Reader(keys).text("agent") if definition.kind is not Kind.AGENT else ""
    if agent:
        yield Mention(Kind.AGENT, agent, keys.line("agent") or 1)
    line = keys.line("tools") or keys.line("allowed-tools") or 1
    for tool in definition.tools:
        for match in _TOOL.finditer(tool):
            kind = Kind.SKILL if match["tool"] == "Skill" else Kind.AGENT
            for name in split_words(match["names"]):
                if name.strip("*") == name:
                    yield Mention(kind, name, line)


def _dangling(mention: Mention, names: Names) -> Remark | None:
    """Give the remark on a name that nothing has; None where it may be no name at all."""
    kind = mention.kind
    others = [other for other in Kind if other is not kind and mention.name in names.by_kind[other].names]
    close = names.by_kind[kind].near(mention.name)
    if mention.name in names.aliases:
        end = f"; {names.aliases[mention.name]!r} gives it as its other name"
    elif others:
        end = f"; there is {_article(others[0])} of this name"
    else:
        end = f"; did you mean {close!r}?" if close else ""
    if not mention.is_sure and not names.by_kind[kind].near(mention.name, VERY_CLOSE):
        return None
    remedy = f"Define the {kind}, or name one that is there."
    return Remark(
        f"dangling-{kind}", Level.WARNING, f"there is no {kind} {mention.name!r}{end}", mention.line, "", remedy
    )


def _preloaded(definition: Definition, keys: Keys, names: Names) -> Iterator[Remark]:
    for name in definition.skills:
        if name in names.explicit:
            said = f"the skill {name!r} is explicit-only: it cannot be given to an agent beforehand"
            yield Remark("preload-explicit", Level.WARNING, said, line=keys.line("skills"))


def _article(kind: Kind) -> str:
    return f"an {kind}" if kind is Kind.AGENT else f"a {kind}"
