"""The strict specification of Agent Skills: what a skill must keep to work in every host (C1)."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ferrule.definitions.front import Keys
from ferrule.definitions.known_keys import STRICT
from ferrule.definitions.lenient import COMPATIBILITY, DESCRIPTION
from ferrule.definitions.names import faults, folded
from ferrule.facts.definition import Definition, Kind, Remark
from ferrule.facts.finding import Level


def remarks(definition: Definition) -> tuple[Remark, ...]:
    """Give what the specification does not allow; nothing for agents and commands, of which it does not speak."""
    if definition.kind is not Kind.SKILL:
        return ()
    keys = definition.keys
    lines = keys if isinstance(keys, Keys) else Keys()
    return tuple(_broken(definition, lines))


def _broken(definition: Definition, lines: Keys) -> Iterator[Remark]:
    keys = definition.keys
    if not isinstance(keys.get("name"), str):
        yield _error("no-name", "'name' is missing, or no text", lines.line("name"))
    for words in faults(definition.name):
        yield _error("bad-name", f"the name {definition.name!r} {words}", lines.line("name"))
    folder = Path(definition.path).parent.name
    if folded(definition.name) != folded(folder):
        words = f"the name {definition.name!r} is not that of its folder, {folder!r}"
        yield _error("name-not-folder", words, lines.line("name"))
    if not isinstance(keys.get("description"), str):
        yield _error("no-description", "'description' is missing, or no text", lines.line("description"))
    if len(definition.description) > DESCRIPTION:
        words = f"'description' has {len(definition.description)} characters; {DESCRIPTION} are allowed"
        yield _error("too-many-characters", words, lines.line("description"))
    yield from _compatibility(definition, lines)
    for key in keys:
        if key not in STRICT:
            words = f"the specification has no key {key!r}; it has {', '.join(sorted(STRICT))}"
            yield _error("unknown-key", words, lines.line(key))
    for key in ("license", "allowed-tools"):
        if key in keys and not isinstance(keys[key], str):
            yield _error("wrong-type", f"{key!r} must be text", lines.line(key))
    yield from _metadata(definition, lines)


def _compatibility(definition: Definition, lines: Keys) -> Iterator[Remark]:
    if "compatibility" not in definition.keys:
        return
    value = definition.keys["compatibility"]
    if not isinstance(value, str) or not value.strip():
        yield _error("wrong-type", "'compatibility' must be text", lines.line("compatibility"))
    elif len(value) > COMPATIBILITY:
        words = f"'compatibility' has {len(value)} characters; {COMPATIBILITY} are allowed"
        yield _error("too-many-characters", words, lines.line("compatibility"))


def _metadata(definition: Definition, lines: Keys) -> Iterator[Remark]:
    metadata = definition.keys.get("metadata")
    if "metadata" in definition.keys and not isinstance(metadata, Mapping):
        yield _error("wrong-type", "'metadata' must be a list of keys with texts", lines.line("metadata"))
    for key, value in metadata.items() if isinstance(metadata, Mapping) else ():
        if not isinstance(value, str):
            words = f"'metadata.{key}' must be text"
            yield _error("metadata-not-text", words, lines.line("metadata", key))


def _error(rule: str, words: str, line: int | None) -> Remark:
    return Remark(rule, Level.ERROR, words, line=line)
