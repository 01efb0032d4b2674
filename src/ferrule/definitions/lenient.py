"""What hosts put up with and an author should know: names, lengths, keys that nobody reads (C1-C3)."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ferrule.definitions.front import Keys
from ferrule.definitions.known_keys import KEYS, NOT_FROM_PLUGINS, VALUES
from ferrule.definitions.names import faults, folded
from ferrule.definitions.near import did_you_mean
from ferrule.facts.definition import Definition, Kind, Remark
from ferrule.facts.finding import Level

DESCRIPTION: Final = 1024
"""Code points, as all limits here."""
COMPATIBILITY: Final = 500
_LISTING: Final = 1536
_BODY_LINES: Final = 500
_ELSEWHERE: Final[Mapping[tuple[Kind, str], str]] = {
    (Kind.AGENT, "allowed-tools"): "tools",
    (Kind.AGENT, "disallowed-tools"): "disallowedTools",
    (Kind.SKILL, "tools"): "allowed-tools",
    (Kind.COMMAND, "tools"): "allowed-tools",
}
"""Keys that another kind knows under another name."""


def remarks(definition: Definition) -> Iterator[Remark]:
    """Yield what is wrong with a definition in the eyes of the hosts that load it."""
    keys = definition.keys if isinstance(definition.keys, Keys) else Keys()
    if definition.kind is not Kind.COMMAND:
        yield from _name(definition, keys)
    yield from _lengths(definition, keys)
    yield from _keys(definition, keys)
    if not definition.body.strip():
        words = "has no text below the front matter" if keys else "is empty"
        yield Remark("empty-body", Level.WARNING, words, line=definition.body_line)


def _name(definition: Definition, keys: Keys) -> Iterator[Remark]:
    for words in faults(definition.name):
        yield Remark("bad-name", Level.WARNING, f"the name {definition.name!r} {words}", line=keys.line("name"))
    folder = Path(definition.path).parent.name
    if definition.kind is Kind.SKILL and folded(definition.name) != folded(folder):
        words = f"the name {definition.name!r} is not that of its folder, {folder!r}"
        yield Remark("name-not-folder", Level.WARNING, words, line=keys.line("name"))


def _lengths(definition: Definition, keys: Keys) -> Iterator[Remark]:
    length = len(definition.description)
    if definition.kind is Kind.SKILL and length > DESCRIPTION:
        yield _too_many("description", length, DESCRIPTION, keys)
    listed = length + len(str(keys.get("when_to_use") or ""))
    if keys.get("when_to_use") and listed > _LISTING:
        yield _too_many("when_to_use", listed, _LISTING, keys, "together with the description ")
    compatibility = keys.get("compatibility")
    if isinstance(compatibility, str) and len(compatibility) > COMPATIBILITY:
        yield _too_many("compatibility", len(compatibility), COMPATIBILITY, keys)
    lines = definition.body.count("\n")
    if definition.kind is Kind.SKILL and lines > _BODY_LINES:
        words = f"has {lines} lines of text; up to {_BODY_LINES} are advised: put the rest into references/"
        yield Remark("long-body", Level.NOTE, words, line=definition.body_line)


def _too_many(key: str, length: int, most: int, keys: Keys, together: str = "") -> Remark:
    words = f"{key!r} has {together}{length} characters; {most} are allowed"
    return Remark("too-many-characters", Level.WARNING, words, line=keys.line(key))


def _keys(definition: Definition, keys: Keys) -> Iterator[Remark]:
    known = KEYS[definition.kind]
    for key, value in keys.items():
        if key not in known:
            meant = _ELSEWHERE.get((definition.kind, key))
            end = f"; did you mean {meant!r}?" if meant else did_you_mean(key, known)
            words = f"hosts know no key {key!r} of {_article(definition.kind)}{end}"
            yield Remark("unknown-key", Level.NOTE, words, line=keys.line(key))
        elif definition.plugin and definition.kind is Kind.AGENT and key in NOT_FROM_PLUGINS:
            words = f"{key!r} of an agent that a plugin brings is not read"
            yield Remark("ignored-in-plugin", Level.WARNING, words, line=keys.line(key))
        elif key in VALUES and isinstance(value, str) and value not in VALUES[key]:
            words = f"{key!r} is {value!r}; hosts know {', '.join(sorted(VALUES[key]))}"
            yield Remark("unknown-value", Level.NOTE, words, line=keys.line(key))
    if "metadata" in keys and not isinstance(keys["metadata"], Mapping | None):
        yield Remark("wrong-type", Level.WARNING, "'metadata' is no list of keys", line=keys.line("metadata"))


def _article(kind: Kind) -> str:
    return f"an {kind}" if kind is Kind.AGENT else f"a {kind}"
