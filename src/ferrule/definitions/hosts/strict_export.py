"""A skill in the strict form of the Agent Skills specification, which every host reads (M04, M05)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ferrule.definitions.hosts.exported import Exported, NotPortable, problem_of_name, remark
from ferrule.definitions.hosts.resources import SKILL_FILE, resources
from ferrule.definitions.hosts.yaml_writing import front_matter
from ferrule.definitions.known_keys import KEYS, STRICT
from ferrule.definitions.lenient import COMPATIBILITY, DESCRIPTION
from ferrule.definitions.values import split_words
from ferrule.facts.definition import Definition, Invocation, Kind, Remark, Value
from ferrule.facts.finding import Level

_CLOSING: Final = "disable-model-invocation"


@dataclass(slots=True)
class _Moving:
    """The metadata as it fills up, and what is to be said of it."""

    definition: Definition
    metadata: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def say(self, rule: str, message: str, level: Level = Level.NOTE) -> None:
        self.remarks.append(remark(self.definition, rule, message, level))

    def put(self, key: str, value: Value, source: str) -> None:
        """Take a value in as a text; what has none, and what another key stands for already, is left out."""
        text = _text(value)
        if text is None or key in self.metadata:
            why = "it holds nothing" if text is None else f"metadata has a {key!r} of its own"
            self.say("left-out-key", f"{source}: left out: {why}", Level.NOTE if text is None else Level.WARNING)
            return
        if isinstance(value, tuple | Mapping):
            self.say("joined-value", f"{source}: joined into a text")
        self.metadata[key] = text


def exported(definition: Definition) -> Exported:
    """Give SKILL.md with the keys of the specification alone, and what lies beside it, by paths in the skill's folder.

    Lists in the metadata become texts, keys of one host go below the metadata, or are left out; each is remarked on.

    Raises:
        NotPortable: for what is no skill, and for a name or description that the specification forbids.
    """
    if problems := tuple(_problems(definition)):
        raise NotPortable(f"{definition.path}: {'; '.join(problems)}")
    moving = _Moving(definition)
    text = front_matter(_front(definition, moving)) + definition.body
    beside = resources(definition)
    files = {SKILL_FILE: text.encode(errors="surrogateescape"), **beside.files}
    return Exported(files, beside.executable, (*moving.remarks, *beside.remarks))


def _problems(definition: Definition) -> Iterator[str]:
    if definition.kind is not Kind.SKILL:
        yield f"the specification knows skills only, and this is one of the {definition.kind}s"
    if words := problem_of_name(definition.name):
        yield words
    if not definition.description.strip():
        yield "a skill needs a description"
    if len(definition.description) > DESCRIPTION:
        yield f"a description has at most {DESCRIPTION} characters, this one {len(definition.description)}"


def _front(definition: Definition, moving: _Moving) -> Mapping[str, Value]:
    front: dict[str, Value] = {"name": definition.name, "description": definition.description}
    if definition.license:
        front["license"] = definition.license
    front |= _compatibility(definition, moving) | _tools(definition, moving)
    _metadata(definition, moving)
    for key, value in definition.keys.items():
        if key not in STRICT and key != _CLOSING:
            _move(key, value, moving)
    if moving.metadata:
        front["metadata"] = moving.metadata
    return front


def _metadata(definition: Definition, moving: _Moving) -> None:
    own = definition.keys.get("metadata")
    if definition.invocation is Invocation.EXPLICIT:
        moving.metadata["invocation"] = "explicit-only"
        if _CLOSING in definition.keys:
            moving.say("moved-key", f"{_CLOSING}: kept as metadata.invocation")
    if isinstance(own, Mapping):
        for key, value in own.items():
            if key != "invocation" or key not in moving.metadata:
                moving.put(str(key), value, f"metadata.{key}")
    elif own is not None:
        moving.say("left-out-key", "metadata: left out: it is no table", Level.WARNING)


def _compatibility(definition: Definition, moving: _Moving) -> dict[str, Value]:
    text = _text(definition.keys.get("compatibility"))
    if not text:
        return {}
    if len(text) <= COMPATIBILITY:
        return {"compatibility": text}
    moving.say("moved-key", f"compatibility: longer than {COMPATIBILITY} characters, moved below the metadata")
    moving.metadata["compatibility"] = text
    return {}


def _tools(definition: Definition, moving: _Moving) -> dict[str, Value]:
    """Give the tools in the specification's form: one text, with blanks between."""
    value = definition.keys.get("allowed-tools")
    several = value if isinstance(value, tuple) else (value,)
    words = [one for one in several if isinstance(one, str)]
    tools = " ".join(tool for word in words for tool in split_words(word))
    if tools and tools != value:
        moving.say("joined-value", "allowed-tools: joined with blanks")
    return {"allowed-tools": tools} if tools else {}


def _move(key: str, value: Value, moving: _Moving) -> None:
    prefix = "claude-" if key in KEYS[Kind.SKILL] else "extra-"
    if isinstance(value, Mapping) or (isinstance(value, tuple) and any(isinstance(one, Mapping) for one in value)):
        moving.say("left-out-key", f"{key}: left out: other hosts have no place for it", Level.WARNING)
        return
    moving.put(f"{prefix}{key}", value, key)
    if f"{prefix}{key}" in moving.metadata:
        moving.say("moved-key", f"{key}: moved to metadata.{prefix}{key}")


def _text(value: Value) -> str | None:
    """Give a value as one text; None for nothing. A list that commas would blur, and a table, become JSON."""
    if value is None or value == ():
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, tuple) and not any(isinstance(one, Mapping | tuple) or "," in str(one) for one in value):
        return ", ".join(_text(one) or "" for one in value)
    return json.dumps(_plain(value), ensure_ascii=False)


def _plain(value: Value) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
